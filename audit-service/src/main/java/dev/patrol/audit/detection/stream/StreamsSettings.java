package dev.patrol.audit.detection.stream;

import dev.patrol.model.Topic;
import dev.patrol.service.settings.Groups;
import dev.patrol.service.settings.KafkaClientSettings;
import dev.patrol.service.settings.SettingsCheck;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the engine can work with its settings, asked before the service starts. With these wrong it would run all the same and
 * judge nothing: without any thread, or with threads that are taken for dead again and again.
 */
public final class StreamsSettings {
    /** More threads than the entries have partitions have nothing to do. */
    private static final Numeric THREADS =
            new Numeric("kafka-streams.num.stream.threads", "a whole number", Topic.AUDIT_ENTRIES.partitions());

    private static final Numeric SESSION =
            new Numeric("kafka-streams.consumer.session.timeout.ms", "milliseconds", Integer.MAX_VALUE);
    private static final Numeric HEARTBEAT =
            new Numeric("kafka-streams.consumer.heartbeat.interval.ms", "milliseconds", Integer.MAX_VALUE);

    private StreamsSettings() {}

    /** What is wrong, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        List<String> problems = Stream.of(THREADS, SESSION, HEARTBEAT)
                .flatMap(setting -> setting.problemsOf(config).stream())
                .toList();
        return problems.isEmpty()
                ? KafkaClientSettings.problemsOfGroup(
                        SESSION.variable(), SESSION.in(config), HEARTBEAT.variable(), HEARTBEAT.in(config))
                : problems;
    }

    /** A whole number of 1 or more. */
    private record Numeric(String property, String kind, int most) {
        String variable() {
            return Groups.variableOf(property);
        }

        /** @throws NumberFormatException where it is none */
        int in(SmallRyeConfig config) {
            return Integer.parseInt(textIn(config));
        }

        List<String> problemsOf(SmallRyeConfig config) {
            try {
                int number = in(config);
                return number >= 1 && number <= most ? List.of() : List.of(sentence(config));
            } catch (NumberFormatException none) {
                return List.of(sentence(config));
            }
        }

        private String textIn(SmallRyeConfig config) {
            return config.getOptionalValue(property, String.class).orElse("").strip();
        }

        private String sentence(SmallRyeConfig config) {
            return variable() + " is \"" + SettingsCheck.printable(textIn(config)) + "\". It should be " + kind
                    + " from 1 to " + most + ".";
        }
    }
}
