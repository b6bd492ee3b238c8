package dev.patrol.test;

import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A broker with every topic of the contract, for one run of a service under test. All test classes of the run share it;
 * where the test profile changes, Quarkus starts the service anew, with a broker and empty topics of its own.
 */
public final class KafkaBroker implements QuarkusTestResourceLifecycleManager {
    /** System property that says which broker is wanted: in this JVM if it is not set, or in a container. */
    static final String KIND = "patrol.test.kafka";

    private static final String IN_PROCESS = "embedded";
    private static final String IN_CONTAINER = "container";
    private static final Map<String, Supplier<TestBroker>> KINDS =
            Map.of(IN_PROCESS, EmbeddedBroker::begin, IN_CONTAINER, ContainerBroker::begin);
    private static volatile TestBroker broker;

    private UntilExit running;

    /** @throws IllegalArgumentException if another kind of broker is wanted than there is */
    @Override
    public Map<String, String> start() {
        String kind = System.getProperty(KIND, IN_PROCESS);
        if (!KINDS.containsKey(kind)) {
            throw new IllegalArgumentException(
                    KIND + " can be '" + IN_PROCESS + "' or '" + IN_CONTAINER + "', not '" + kind + "'.");
        }
        TestBroker started = KINDS.get(kind).get();
        running = UntilExit.stoppedBy(started::close);
        broker = started;
        started.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "kafka." + KafkaClients.SETTING,
                KafkaClients.class.getName(),
                "kafka-streams." + KafkaClients.SETTING,
                KafkaClients.class.getName());
    }

    @Override
    public void stop() {
        if (running != null) {
            running.stop();
        }
    }

    /** Where the broker is that the service under test uses, of whatever kind. */
    public static String bootstrapServers() {
        return broker().bootstrapServers();
    }

    /** The broker that the service under test uses, to stop and start it. */
    public static TestBroker broker() {
        if (broker == null) {
            throw new IllegalStateException("No broker runs; the test needs @QuarkusTestResource(KafkaBroker.class).");
        }
        return broker;
    }
}
