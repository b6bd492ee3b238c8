package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patrol.model.Topic;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics and rights for Strimzi's operators: those of the contract, and such that the operators understand them. */
class StrimziResourcesTest {
    private static final Path FOLDER = Deploy.KUBERNETES.resolve("kafka");

    /** Strimzi's classes keep what they don't know; here it is a mistake. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @Test
    void theTopicsAreThoseOfTheContract() {
        // When
        String topics = StrimziResources.topics();

        // Then
        Generated.requireThatItIs(FOLDER.resolve("topics.yaml"), topics);
    }

    @Test
    void theUsersHaveTheRightsOfTheirRoles() {
        // When
        String users = StrimziResources.users(Rights.read());

        // Then
        Generated.requireThatItIs(FOLDER.resolve("users.yaml"), users);
    }

    @Test
    void strimziReadsEveryTopicAsTheContractDeclaresIt() throws Exception {
        // Given
        Map<String, KafkaTopic> topics = new HashMap<>();

        // When
        for (Resource resource : rendered("KafkaTopic")) {
            KafkaTopic topic = STRICT.treeToValue(resource.root(), KafkaTopic.class);
            topics.put(topic.getMetadata().getName(), topic);
        }

        // Then
        assertThat(topics)
                .containsOnlyKeys(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        for (Topic declared : Topic.values()) {
            KafkaTopic topic = topics.get(declared.topicName());
            assertThat(topic.getSpec().getPartitions()).isEqualTo(declared.partitions());
            assertThat(topic.getSpec().getConfig()).containsAllEntriesOf(declared.config());
            assertThat(topic.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "patrol");
        }
    }

    @Test
    void strimziReadsEveryRightThatARoleHas() throws Exception {
        // Given
        Rights rights = Rights.read();

        // When
        List<JsonNode> users =
                rendered("KafkaUser").stream().map(Resource::root).toList();

        // Then
        assertThat(users).hasSize(Rights.SERVICES.size() + 1);
        for (JsonNode node : users) {
            KafkaUser user = STRICT.treeToValue(node, KafkaUser.class);
            List<AclRule> rules = ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
            assertThat(rules)
                    .hasSameSizeAs(rights.of(user.getMetadata().getName().replaceFirst("^patrol-", "")))
                    .allSatisfy(rule -> assertThat(rule.getOperations()).isNotEmpty());
        }
    }

    private static List<Resource> rendered(String kind) {
        return Resource.in(Deploy.KUBERNETES.resolve("rendered/kafka.yaml")).stream()
                .filter(one -> one.is(kind))
                .toList();
    }
}
