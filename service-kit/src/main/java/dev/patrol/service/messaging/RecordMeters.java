package dev.patrol.service.messaging;

import dev.patrol.model.Topic;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** Counts what is put on the topics. */
@Startup
@Singleton
public class RecordMeters {
    private final Counts published;
    private final Counts deadLetters;

    RecordMeters(Meters meters) {
        List<String> topics =
                Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Series each = Series.by(Label.TOPIC, topics);
        this.published = meters.counts(
                "published",
                "Records that were sent to a topic, by whether the broker took them.",
                each.and(Label.OUTCOME, Outcome.class));
        this.deadLetters = meters.counts("dead.letters", "Records of a topic that were put to the dead letters.", each);
    }

    void published(String topic, Outcome outcome) {
        published.one(topic, Series.word(outcome));
    }

    /** @param topic the one that it came from */
    public void deadLetter(String topic) {
        deadLetters.one(topic);
    }

    enum Outcome {
        TAKEN,
        FAILED
    }
}
