package dev.patrol.audit.report;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.toMap;

import dev.patrol.model.AuditReport;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lists of a report, each with what weighs most first. */
final class WeekLists {
    /** What a record and a mail have room for. */
    static final int MOST = 100;

    private static final Duration SOON = Duration.ofDays(30);
    private static final Use NONE = new Use();
    private static final Comparator<Token> BY_NAME =
            comparing(Token::displayName).thenComparing(Token::authorizationId);

    private final Week week;
    private final KnownTokens tokens;
    private final Map<UUID, Use> useOf;
    private final Set<UUID> replaced;

    /** What was announced as unused at some time. */
    record Idle(TokenUnused announced, Instant saidAt) {}

    /** @param daysIdle at the time of the announcement */
    record Silent(Token token, int daysIdle) {}

    /** @param replaced tokens that have a successor */
    WeekLists(Week week, KnownTokens tokens, Map<UUID, Use> useOf, Set<UUID> replaced) {
        this.week = week;
        this.tokens = tokens;
        this.useOf = useOf;
        this.replaced = replaced;
    }

    Heaviest<AuditReport.Created> created(Creations creations) {
        Comparator<Token> newestFirst =
                comparing(Token::validFrom, reverseOrder()).thenComparing(BY_NAME);
        Heaviest<AuditReport.Created> created =
                new Heaviest<>(MOST, comparing(AuditReport.Created::token, newestFirst));
        tokens.all()
                .filter(token -> week.contains(token.validFrom()))
                .map(token -> new AuditReport.Created(
                        token, creations.creatorOf(token).orElse(null)))
                .forEach(created::add);
        return created;
    }

    Heaviest<AuditReport.Usage> used() {
        Heaviest<AuditReport.Usage> used = new Heaviest<>(MOST, comparing(AuditReport.Usage::token, mostUsedFirst()));
        tokens.all()
                .filter(token -> useOf(token).actions() > 0)
                .map(token -> new AuditReport.Usage(
                        token, useOf(token).actions(), useOf(token).addresses()))
                .forEach(used::add);
        return used;
    }

    /**
     * Lineages that were announced as unused, with no action since by any of their generations; each by its newest token, which is
     * the one that dependents would use. A rotation is no use.
     */
    Heaviest<Silent> silent(Map<Lineage, Idle> announced) {
        Map<Lineage, Instant> lastUse = new HashMap<>();
        tokens.all()
                .forEach(token ->
                        lastUse.merge(token.lineage(), useOf(token).last(), BinaryOperator.maxBy(naturalOrder())));
        Heaviest<Silent> silent =
                new Heaviest<>(MOST, comparingInt(Silent::daysIdle).reversed().thenComparing(Silent::token, BY_NAME));
        newestInService().forEach((lineage, token) -> {
            Idle idle = announced.get(lineage);
            if (idle != null && !lastUse.get(lineage).isAfter(idle.saidAt())) {
                silent.add(new Silent(token, idle.announced().daysIdle()));
            }
        });
        return silent;
    }

    Heaviest<Token> expiring() {
        Heaviest<Token> expiring =
                new Heaviest<>(MOST, comparing(Token::validTo).thenComparing(BY_NAME));
        Instant soon = week.to().plus(SOON);
        inService().filter(token -> !token.validTo().isAfter(soon)).forEach(expiring::add);
        return expiring;
    }

    Heaviest<AuditReport.Advice> advice(Predicate<String> isServiceAccount) {
        Heaviest<AuditReport.Advice> advice =
                new Heaviest<>(MOST, comparing(AuditReport.Advice::token, mostUsedFirst()));
        inService().forEach(token -> Replacement.of(token, useOf(token), isServiceAccount)
                .map(replacement -> new AuditReport.Advice(token, replacement.sentence()))
                .ifPresent(advice::add));
        return advice;
    }

    private Map<Lineage, Token> newestInService() {
        return inService()
                .collect(toMap(
                        Token::lineage,
                        Function.identity(),
                        BinaryOperator.maxBy(comparing(Token::validFrom).thenComparing(BY_NAME))));
    }

    /** Live, and not only until the overlap with its successor ends. */
    private Stream<Token> inService() {
        return tokens.liveAt(week.to()).filter(token -> !replaced.contains(token.authorizationId()));
    }

    private Comparator<Token> mostUsedFirst() {
        return comparingLong((Token token) -> useOf(token).actions()).reversed().thenComparing(BY_NAME);
    }

    private Use useOf(Token token) {
        return useOf.getOrDefault(token.authorizationId(), NONE);
    }
}
