package dev.patrol.audit.detection;

import dev.patrol.audit.detection.memory.Incident;
import dev.patrol.audit.detection.memory.Memory;
import dev.patrol.audit.detection.rules.Ruleset;
import dev.patrol.audit.detection.rules.Tuning;
import dev.patrol.model.Evidence;
import dev.patrol.model.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From an entry and what is remembered of its lineage to what has to be told: each incident once. Repeats of a rule on one
 * token within the window become evidence of the incident that is open.
 */
public final class Detector {
    private static final List<String> REVOCATIONS = List.of("Token.PatRevokeEvent", "Token.PatSystemRevokeEvent");
    private static final String UPDATE = "Token.PatUpdateEvent";
    private static final int MOST_SIGNALS = 64;

    private final Ruleset rules;
    private final Set<String> ownUsers;
    private final Duration incidentWindow;
    private final Duration sumWindow;

    /** @param ownUsers mail addresses, names or ids, in lower case */
    public Detector(Ruleset rules, Set<String> ownUsers, Duration incidentWindow, Duration sumWindow) {
        this.rules = rules;
        this.ownUsers = Set.copyOf(ownUsers);
        this.incidentWindow = incidentWindow;
        this.sumWindow = sumWindow;
    }

    /** Judges an entry, and takes it into the memory. A repeat of an entry of the last minutes changes nothing. */
    public List<Finding> look(Sighting sighting, Memory memory) {
        if (!sighting.isNamed()) {
            return rules.judge(sighting, new Memory()).stream()
                    .filter(signal -> !isOwn(sighting))
                    .map(signal -> finding(signal, rules.tuningOf(signal.rule()), List.of(signal.evidence())))
                    .toList();
        }
        if (memory.hasSeen(sighting)) {
            return List.of();
        }
        List<Finding> findings = isOwn(sighting) ? List.of() : judge(sighting, memory);
        memory.note(sighting);
        noteChange(sighting, memory);
        return findings;
    }

    private List<Finding> judge(Sighting sighting, Memory memory) {
        List<Finding> findings = new ArrayList<>();
        for (Signal signal : rules.judge(sighting, memory)) {
            memory.noteSignal(signal, sighting.time().minus(sumWindow), MOST_SIGNALS);
            open(signal, List.of(signal.evidence()), sighting, memory, findings);
        }
        List<Signal> together = togetherWith(sighting, memory);
        List<String> names = together.stream().map(Signal::rule).distinct().toList();
        boolean now = together.stream().anyMatch(signal -> isOf(sighting, signal));
        if (now && rules.isSum(names.size(), sighting)) {
            Signal sum = new Signal(
                    Ruleset.SUM,
                    Strength.STRONG,
                    "%s rules found it suspicious within %s minutes: %s."
                            .formatted(names.size(), sumWindow.toMinutes(), String.join(", ", names)),
                    sighting.evidence());
            List<Evidence> evidence =
                    together.stream().map(Signal::evidence).distinct().toList();
            open(sum, evidence, sighting, memory, findings);
        }
        return findings;
    }

    /** Signals about the same time of rules that only tell; what is acted upon anyway needs no sum. */
    private List<Signal> togetherWith(Sighting sighting, Memory memory) {
        return memory.signals().stream()
                .filter(signal -> rules.tuningOf(signal.rule()).response() == Response.NOTIFY)
                .filter(signal -> Duration.between(signal.evidence().timestamp(), sighting.time())
                                .abs()
                                .compareTo(sumWindow)
                        < 0)
                .toList();
    }

    private static boolean isOf(Sighting sighting, Signal signal) {
        return signal.evidence().entryId().equals(sighting.entryId());
    }

    /** An incident is of one generation: a successor that is misused too is another. */
    private void open(
            Signal signal, List<Evidence> evidence, Sighting sighting, Memory memory, List<Finding> findings) {
        String subject = signal.rule() + "/" + sighting.authorizationId();
        Instant time = sighting.time();
        memory.incidentOf(subject)
                .filter(incident -> incident.covers(time, incidentWindow))
                .ifPresentOrElse(
                        incident -> memory.keep(subject, incident.with(signal.evidence()), oldest(time)), () -> {
                            Finding finding = finding(signal, rules.tuningOf(signal.rule()), evidence);
                            memory.keep(subject, Incident.of(finding.incident(), time, evidence), oldest(time));
                            findings.add(finding);
                        });
    }

    private Instant oldest(Instant time) {
        return time.minus(incidentWindow.multipliedBy(2));
    }

    private static Finding finding(Signal signal, Tuning tuning, List<Evidence> evidence) {
        String incident = signal.rule() + "/" + signal.evidence().entryId();
        return new Finding(incident, signal.rule(), tuning.severity(), signal.reason(), evidence, tuning.response());
    }

    /** What others do to a token that Patrol made (find it in public, revoke it) is not Patrol's doing. */
    private boolean isOwn(Sighting sighting) {
        boolean ownUser = Stream.of(sighting.actor(), sighting.actorId())
                .anyMatch(user -> user != null && ownUsers.contains(user.toLowerCase(Locale.ROOT)));
        return ownUser || sighting.ownToken() && sighting.isAction("Token.PatCreateEvent");
    }

    private static void noteChange(Sighting sighting, Memory memory) {
        if (REVOCATIONS.stream().anyMatch(sighting::isAction)) {
            memory.noteRevoked(sighting.authorizationId(), sighting.time());
        }
        if (sighting.isAction(UPDATE)
                && sighting.described() != null
                && sighting.described().validTo() != null) {
            memory.noteExtended(sighting.authorizationId(), sighting.described().validTo());
        }
    }
}
