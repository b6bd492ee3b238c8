package dev.patrol.e2e.deploy;

import dev.patrol.e2e.deploy.Rights.Right;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's topics and rights in the words of Strimzi's operators. */
final class StrimziResources {
    private static final int REPLICAS = 3;
    private static final String MIN_INSYNC_REPLICAS = "2";
    private static final String SEPARATOR = "---\n";

    private StrimziResources() {}

    static String topics() {
        return "# Made from the class Topic of shared-model; see kustomization.yaml.\n"
                + Arrays.stream(Topic.values()).map(StrimziResources::topic).collect(Collectors.joining(SEPARATOR));
    }

    private static String topic(Topic topic) {
        Map<String, String> config = new TreeMap<>(topic.config());
        config.put("min.insync.replicas", MIN_INSYNC_REPLICAS);
        String settings = config.entrySet().stream()
                .map(setting -> "    %s: \"%s\"\n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                spec:
                  partitions: %d
                  replicas: %d
                  config:
                """.formatted(topic.topicName(), topic.partitions(), REPLICAS) + settings;
    }

    /** Those of the services and of KEDA. Whoever else reads or commands gets a user when there is somebody. */
    static String users(Rights rights) {
        return "# Made from deploy/kafka/rights.tsv; see kustomization.yaml.\n"
                + Stream.concat(Rights.SERVICES.stream(), Stream.of("autoscaler"))
                        .map(role -> user(role, rights))
                        .collect(Collectors.joining(SEPARATOR));
    }

    private static String user(String role, Rights rights) {
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata:
                  name: patrol-%s
                spec:
                  authentication:
                    type: scram-sha-512
                  authorization:
                    type: simple
                    acls:
                """.formatted(role)
                + rights.of(role).stream().map(StrimziResources::rule).collect(Collectors.joining());
    }

    private static String rule(Right right) {
        return """
                - resource:
                    type: %s
                    name: %s
                    patternType: %s
                  operations: [%s]
                """.formatted(
                        right.resource().equals("transactional-id") ? "transactionalId" : right.resource(),
                        right.name(),
                        right.pattern().equals("prefixed") ? "prefix" : right.pattern(),
                        String.join(", ", right.operations()))
                .indent(6);
    }
}
