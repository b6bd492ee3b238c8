package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.Finding;
import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.rules.Ruleset;
import dev.patrol.model.Severity;
import dev.patrol.service.messaging.RecordMeters;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/** Counts what the detector does. What is done again after a crash counts again. */
@Startup
@Singleton
class DetectorMeters {
    private final Counts entries;
    private final Counts incidents;
    private final Consumer<String> deadLetters;

    @Inject
    DetectorMeters(Meters meters, RecordMeters records, DetectionSettings settings) {
        this(meters, records::deadLetter, Ruleset.of(settings).names());
    }

    /**
     * @param deadLetters told the topic of each dead letter
     * @param rules names of all rules
     */
    DetectorMeters(Meters meters, Consumer<String> deadLetters, List<String> rules) {
        this.entries = meters.counts(
                "detector.entries",
                "Entries of the audit log that came to the detector.",
                Series.by(Label.OUTCOME, Outcome.class));
        this.incidents = meters.counts(
                "incidents",
                "Findings that were announced, by the rule.",
                Series.by(Label.RULE, rules).and(Label.SEVERITY, Severity.class));
        this.deadLetters = deadLetters;
    }

    void judged() {
        entries.one(Series.word(Outcome.JUDGED));
    }

    void unjudgeable(String topic) {
        entries.one(Series.word(Outcome.DEAD_LETTER));
        deadLetters.accept(topic);
    }

    /** A record that is no entry can't be understood. */
    void deadLetter(String topic) {
        deadLetters.accept(topic);
    }

    void found(Finding finding) {
        incidents.one(finding.rule(), Series.word(finding.severity()));
    }

    enum Outcome {
        JUDGED,
        DEAD_LETTER
    }
}
