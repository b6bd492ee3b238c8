package dev.patrol.audit.report;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.AuditReport;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * An organization's week, from what the topics say: takes records in any order (those of one token's inventory line in theirs),
 * other organizations' and repeats too, and tells the report. Its memory is bounded whatever it is given.
 */
final class WeekOfTokens {
    /** How far before the end of the week records may still matter. */
    static final Duration LOOK_BACK = Duration.ofDays(30);

    private static final int MOST_REMEMBERED = 50_000;

    private final String organization;
    private final Week week;
    private final Predicate<String> isServiceAccount;

    private final Repeats repeats = new Repeats();
    private final Repeats failedRotations = new Repeats();
    private final KnownTokens tokens = new KnownTokens();
    private final Uses uses;
    private final Creations creations = new Creations();
    private final Map<Lineage, WeekLists.Idle> unused = new HashMap<>();
    private final Set<UUID> replaced = new HashSet<>();
    private final Heaviest<AuditReport.Incident> incidents = new Heaviest<>(
            WeekLists.MOST,
            comparing(AuditReport.Incident::severity, reverseOrder())
                    .thenComparing(AuditReport.Incident::at, reverseOrder())
                    .thenComparing(AuditReport.Incident::tokenName)
                    .thenComparing(AuditReport.Incident::rule));
    private long rotations;
    private long failures;
    private long violations;
    private boolean watched;

    /** @param isServiceAccount whether the owner of a token is no person */
    WeekOfTokens(String organization, Week week, Predicate<String> isServiceAccount) {
        this.organization = organization;
        this.week = week;
        this.isServiceAccount = isServiceAccount;
        this.uses = new Uses(week);
    }

    /** Takes a record's content into account, as far as it is of this organization and time. */
    void accept(Envelope<?> envelope) {
        Payload payload = envelope.payload();
        if (payload instanceof TokenObserved observed && isOurs(observed.token())) {
            tokens.observe(observed);
            watched |= week.contains(envelope.time());
        } else if (payload instanceof AuditEntry entry && entry.organization().equalsIgnoreCase(organization)) {
            acceptEntry(entry, envelope);
        } else if (payload instanceof TokenUnused announced && isOurs(announced.token())) {
            acceptUnused(announced, envelope.time());
        } else if (week.contains(envelope.time())) {
            acceptEvent(payload, envelope);
        }
    }

    /** The inventory does not have this token any more. */
    void forget(String authorizationId) {
        tokens.forget(authorizationId);
    }

    /** Whether Patrol said anything of this organization within the week; it may have been installed later, or stood still. */
    boolean isWatched() {
        return watched;
    }

    /** Whether there was more than memory is set aside for, so that the report lacks some tokens. */
    boolean isCut() {
        return tokens.isCut() || uses.isCut();
    }

    AuditReport report() {
        WeekLists lists = new WeekLists(week, tokens, uses.by(tokens), replaced);
        Heaviest<AuditReport.Created> created = lists.created(creations);
        Heaviest<AuditReport.Usage> used = lists.used();
        Heaviest<WeekLists.Silent> silent = lists.silent(unused);
        Heaviest<Token> expiring = lists.expiring();
        Heaviest<AuditReport.Advice> advice = lists.advice(isServiceAccount);
        return new AuditReport(
                organization,
                week.from(),
                week.to(),
                created.list(),
                used.list(),
                silent.list().stream().map(WeekLists.Silent::token).toList(),
                expiring.list(),
                incidents.list(),
                new AuditReport.Totals(
                        rotations,
                        failures,
                        violations,
                        incidents.total(),
                        created.total() + creations.ofNoneOf(tokens.all()),
                        used.total() + uses.unknownTo(tokens),
                        silent.total(),
                        expiring.total(),
                        advice.total()),
                advice.list());
    }

    private void acceptEntry(AuditEntry entry, Envelope<?> envelope) {
        watched |= week.contains(envelope.time());
        boolean matters = !entry.timestamp().isBefore(week.to().minus(LOOK_BACK))
                && entry.timestamp().isBefore(week.to());
        if (matters && repeats.isFirst(envelope.id())) {
            uses.accept(entry);
            if (week.contains(entry.timestamp())) {
                creations.accept(entry);
            }
        }
    }

    /** The latest announcement is the one that counts. */
    private void acceptUnused(TokenUnused announced, Instant at) {
        Lineage lineage = announced.token().lineage();
        boolean matters = at.isBefore(week.to()) && !at.isBefore(week.to().minus(LOOK_BACK));
        if (matters && (unused.size() < MOST_REMEMBERED || unused.containsKey(lineage))) {
            watched |= week.contains(at);
            unused.merge(
                    lineage,
                    new WeekLists.Idle(announced, at),
                    (one, other) -> other.saidAt().isAfter(one.saidAt()) ? other : one);
        }
    }

    private void acceptEvent(Payload payload, Envelope<?> envelope) {
        if (payload instanceof TokenRotated rotated && isOurs(rotated.previous()) && isNew(envelope)) {
            rotations++;
            tokens.mention(rotated.previous());
            tokens.mention(rotated.successor());
            if (replaced.size() < MOST_REMEMBERED) {
                replaced.add(rotated.previous().authorizationId());
            }
        } else if (payload instanceof RotationFailed failed && isOurs(failed.token()) && isNew(envelope)) {
            tokens.mention(failed.token());
            failures += failedRotations.isFirst(failed.rotationId().toString()) ? 1 : 0;
        } else if (payload instanceof PolicyViolated violated && isOurs(violated.organization()) && isNew(envelope)) {
            violations++;
            if (violated.token() != null) {
                tokens.mention(violated.token());
            }
        } else if (payload instanceof TokenCompromised found && isOurs(found.organization()) && isNew(envelope)) {
            incidents.add(new AuditReport.Incident(found.tokenName(), found.rule(), found.severity(), envelope.time()));
        }
    }

    private boolean isNew(Envelope<?> envelope) {
        watched = true;
        return repeats.isFirst(envelope.id());
    }

    private boolean isOurs(Token token) {
        return isOurs(token.organization());
    }

    private boolean isOurs(String name) {
        return name.equalsIgnoreCase(organization);
    }
}
