package dev.patrol.model.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicDifferenceTest {
    @ParameterizedTest
    @EnumSource(Topic.class)
    void whatIsAsDeclaredIsNotTold(Topic topic) {
        assertThat(TopicDifference.of(
                        topic, found(topic, topic.partitions(), 3, 3, Map.of("min.insync.replicas", "2"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void oneBrokerAloneIsEnough(Topic topic) {
        assertThat(TopicDifference.of(
                        topic, found(topic, topic.partitions(), 1, 1, Map.of("min.insync.replicas", "1"))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} partitions, {2} of {3} brokers, {4}={5}")
    @CsvSource(delimiter = '|', textBlock = """
            ROTATION_LEDGER | 3  | 3 | 3 | -                   | -              | true  | 3 partitions instead of 12. While it is empty, the others are added by: ./patrol topics --repair
            MAIL_OUTBOX     | 2  | 3 | 3 | -                   | -              | false | 2 partitions instead of 1. Nothing is lost
            ROTATION_LEDGER | 12 | 3 | 3 | cleanup.policy      | delete         | true  | would forget what Patrol needs
            ROTATION_LEDGER | 12 | 3 | 3 | cleanup.policy      | compact,delete | true  | cleanup.policy=compact,delete instead of compact
            MAIL_OUTBOX     | 1  | 3 | 3 | cleanup.policy      | compact        | true  | would grow for ever. Mend it with: ./patrol topics --repair
            TOKEN_ROTATED   | 12 | 3 | 3 | cleanup.policy      | compact        | false | cleanup.policy=compact instead of delete
            TOKEN_ROTATED   | 12 | 3 | 3 | retention.ms        | 604800000      | false | for 7 days instead of 90 days. Mend it with: ./patrol topics --repair
            TOKEN_ROTATED   | 12 | 3 | 3 | retention.ms        | -1             | false | for ever instead of 90 days
            TOKEN_ROTATED   | 12 | 1 | 3 | -                   | -              | false | on 1 of 3 brokers instead of 3
            TOKEN_ROTATED   | 12 | 1 | 1 | min.insync.replicas | 2              | true  | nothing can be written. Change it with: kafka-configs.sh --bootstrap-server BROKERS --alter --topic patrol.token-rotated --add-config min.insync.replicas=1
            TOKEN_ROTATED   | 12 | 3 | 3 | min.insync.replicas | 1              | false | lost with it
            """)
    void whatIsOtherwiseIsToldWithItsRemedy(
            Topic topic,
            int partitions,
            int replicas,
            int brokers,
            String setting,
            String value,
            boolean grave,
            String sentence) {
        assertThat(TopicDifference.of(
                        topic,
                        found(
                                topic,
                                partitions,
                                replicas,
                                brokers,
                                setting.equals("-") ? Map.of() : Map.of(setting, value))))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.sentence()).contains(sentence);
                    assertThat(difference.grave()).isEqualTo(grave);
                });
    }

    @Test
    void settingsThatMayNotBeReadAreNotGuessed() {
        assertThat(TopicDifference.of(Topic.ROTATION_LEDGER, new FoundTopic(12, 3, 3, Optional.empty())))
                .isEmpty();
    }

    private static FoundTopic found(
            Topic topic, int partitions, int replicas, int brokers, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(topic.config());
        all.putAll(settings);
        return new FoundTopic(partitions, replicas, brokers, Optional.of(all));
    }
}
