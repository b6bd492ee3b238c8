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
import java.util.Optional;

/**
 * From an entry and what is remembered of its lineage to what has to be told: each incident once. Repeats of a rule on one
 * token within the window become evidence of the incident that is open.
 */
public final class Detector {
    private static final List<String> REVOCATIONS = List.of("Token.PatRevokeEvent", "Token.PatSystemRevokeEvent");
    private static final String UPDATE = "Token.PatUpdateEvent";
    private static final int MOST_SIGNALS = 64;
    /** Entries come late; one that belongs to an incident of some hours ago is still taken for a repeat of it. */
    private static final int WINDOWS_REMEMBERED = 4;

    private final Ruleset rules;
    private final Own own;
    private final Duration incidentWindow;
    private final Duration sumWindow;
    private final Duration learning;

    /** @param learning how long a lineage has to be watched before weak signs of it add up to more than a warning */
    public Detector(Ruleset rules, Own own, Duration incidentWindow, Duration sumWindow, Duration learning) {
        this.rules = rules;
        this.own = own;
        this.incidentWindow = incidentWindow;
        this.sumWindow = sumWindow;
        this.learning = learning;
    }

    /** Judges an entry, and takes it into the memory. A repeat of an entry of the last minutes changes nothing. */
    public List<Finding> look(Sighting sighting, Memory memory) {
        if (!sighting.isNamed()) {
            return rules.judge(sighting, new Memory()).stream()
                    .filter(signal -> !own.did(sighting))
                    .map(signal -> finding(signal, List.of(signal.evidence()), Optional.empty()))
                    .toList();
        }
        if (memory.hasSeen(sighting)) {
            return List.of();
        }
        List<Finding> findings = own.did(sighting) ? List.of() : judge(sighting, memory);
        memory.note(sighting);
        noteChange(sighting, memory);
        return findings;
    }

    private List<Finding> judge(Sighting sighting, Memory memory) {
        List<Finding> findings = new ArrayList<>();
        boolean credential = own.isCredential(sighting);
        for (Signal signal : rules.judge(sighting, memory)) {
            if (credential && signal.strength() == Strength.WEAK) {
                continue;
            }
            memory.noteSignal(signal, sighting.time().minus(sumWindow), MOST_SIGNALS);
            Optional<String> doubt = credential
                    ? Optional.of("Patrol signs in with this token, so a person has to replace it first.")
                    : Optional.empty();
            open(signal, List.of(signal.evidence()), doubt, sighting, memory, findings);
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
            open(sum, evidence, doubtInSum(sighting, memory), sighting, memory, findings);
        }
        return findings;
    }

    /** As long as it is not known what is usual for a lineage, much of what its tokens do looks unusual. */
    private Optional<String> doubtInSum(Sighting sighting, Memory memory) {
        return memory.watchedSince()
                        .filter(since -> !since.plus(learning).isAfter(sighting.time()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("Patrol has watched this token for less than " + learning.toDays()
                        + " days, so it can't tell yet what is usual for it.");
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
            Signal signal,
            List<Evidence> evidence,
            Optional<String> doubt,
            Sighting sighting,
            Memory memory,
            List<Finding> findings) {
        String subject = signal.rule() + "/" + sighting.authorizationId();
        Instant time = sighting.time();
        Optional<Incident> open = memory.incidentOf(subject, time, incidentWindow);
        if (open.isPresent()) {
            memory.keep(open.get().with(signal.evidence()), oldest(time));
            return;
        }
        Finding finding = finding(signal, evidence, doubt);
        memory.keep(Incident.of(finding.incident(), subject, time, evidence), oldest(time));
        findings.add(finding);
    }

    private Instant oldest(Instant time) {
        return time.minus(incidentWindow.multipliedBy(WINDOWS_REMEMBERED));
    }

    private Finding finding(Signal signal, List<Evidence> evidence, Optional<String> doubt) {
        Tuning tuning = rules.tuningOf(signal.rule());
        String incident = signal.rule() + "/" + signal.evidence().entryId();
        return new Finding(
                incident,
                signal.rule(),
                tuning.severity(),
                signal.reason(),
                evidence,
                tuning.response(),
                tuning.response() == Response.NOTIFY ? Optional.empty() : doubt);
    }

    private static void noteChange(Sighting sighting, Memory memory) {
        if (REVOCATIONS.stream().anyMatch(sighting::isAction)) {
            memory.noteRevoked(sighting.authorizationId(), sighting.time());
        }
        if (sighting.isAction(UPDATE)) {
            Optional<Instant> end = Optional.ofNullable(sighting.described()).map(DescribedToken::validTo);
            memory.noteChanged(sighting.authorizationId(), sighting.time(), end);
        }
    }
}
