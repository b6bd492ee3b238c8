package dev.patrol.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.MessageType;
import dev.patrol.model.Samples;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document says what the code says. */
class AsyncApiTest {
    private static final Set<Topic> WITHOUT_A_TYPE =
            Set.of(Topic.ROTATION_LEDGER, Topic.POLICY_FINDINGS, Topic.MAIL_OUTBOX, Topic.DEAD_LETTERS);
    private static final Set<String> SERVICES = Set.of("scanner", "rotator", "audit", "notifier");

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = AsyncApi.document();
    }

    @Test
    void isAnAsyncApiDocumentOfVersion3() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void hasAChannelForEveryTopicAndNoOther() {
        // Given
        String[] topics = Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new);

        // When
        Stream<String> addresses =
                channels().map(channel -> channel.path("address").asText());

        // Then
        assertThat(addresses).containsExactlyInAnyOrder(topics);
    }

    @ParameterizedTest
    @EnumSource
    void saysOfATopicHowItIsCreated(Topic topic) {
        // When
        JsonNode kafka = channelOf(topic).at("/bindings/kafka");

        // Then
        assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(settings(kafka.path("topicConfiguration"))).isEqualTo(topic.config());
    }

    @ParameterizedTest
    @EnumSource
    void saysOfATopicWhatItIsForAndWhoWritesAndReadsIt(Topic topic) {
        // When
        JsonNode channel = channelOf(topic);

        // Then
        assertThat(channel.path("description").asText()).isNotBlank();
        assertThat(channel.path("x-key").asText()).isNotBlank();
        assertThat(channel.path("x-published-by")).isNotEmpty();
        assertThat(channel.path("x-read-by")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTopicCarriesItsTypesAndNoOther(Topic topic) {
        // Given
        String[] types = Arrays.stream(MessageType.values())
                .filter(type -> type.topic() == topic)
                .map(MessageType::typeName)
                .toArray(String[]::new);

        // When
        List<JsonNode> messages = elements(channelOf(topic).path("messages"))
                .map(AsyncApiTest::followed)
                .toList();

        // Then
        if (WITHOUT_A_TYPE.contains(topic)) {
            assertThat(types).isEmpty();
            assertThat(messages).hasSize(1);
        } else {
            assertThat(messages.stream().map(message -> message.path("name").asText()))
                    .isNotEmpty()
                    .containsExactlyInAnyOrder(types);
        }
    }

    @Test
    void noMessageIsLeftOver() {
        // Given
        int expected = MessageType.values().length + WITHOUT_A_TYPE.size();

        // When
        Stream<String> names = elements(document.at("/components/messages"))
                .map(message -> message.path("name").asText());

        // Then
        assertThat(names).doesNotHaveDuplicates().hasSize(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageHasTheSchemaOfItsTypeTheCloudEventsHeadersAndAKey(MessageType type) {
        // When
        JsonNode message = messageOf(type);

        // Then
        assertThat(message.at("/payload/$ref").asText()).isEqualTo(type.schemaResource());
        assertThat(message.at("/headers/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/cloudEventHeaders");
        assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText())
                .isEqualTo(type.typeName());
        assertThat(message.at("/traits/0/$ref").asText()).isEqualTo("#/components/messageTraits/cloudEvent");
        assertThat(message.at("/bindings/kafka/key/description").asText()).isNotBlank();
        assertThat(message.path("summary").asText()).isNotBlank();
    }

    @Test
    void theHeadersAreThoseThatTheCodecWritesAndTheTraceParent() {
        // Given
        var cause = Samples.announced(Samples.of(MessageType.SCAN).get(0));
        Set<String> written = new HashSet<>(new MessageCodec()
                .encode(cause.ledTo(cause.payload(), Samples.SOURCE, Samples.NOON))
                .headers()
                .keySet());
        written.add("traceparent");

        // When
        JsonNode headers = document.at("/components/schemas/cloudEventHeaders");

        // Then
        assertThat(names(headers.path("properties"))).isEqualTo(new TreeSet<>(written));
        assertThat(elements(headers.path("required")).map(JsonNode::asText))
                .containsExactlyInAnyOrder(
                        MessageCodec.SPEC_VERSION,
                        MessageCodec.ID,
                        MessageCodec.SOURCE,
                        MessageCodec.TYPE,
                        MessageCodec.TIME);
    }

    @ParameterizedTest
    @EnumSource
    void patrolSendsWhatItsServicesPublishAndReceivesWhatTheyRead(Topic topic) {
        // Given
        JsonNode channel = channelOf(topic);
        Set<String> expected = new HashSet<>();
        if (elements(channel.path("x-published-by")).map(JsonNode::asText).anyMatch(SERVICES::contains)) {
            expected.add("send");
        }
        if (elements(channel.path("x-read-by")).map(JsonNode::asText).anyMatch(SERVICES::contains)) {
            expected.add("receive");
        }

        // When
        List<JsonNode> operations = elements(document.path("operations"))
                .filter(operation -> followed(operation.path("channel")).equals(channel))
                .toList();

        // Then
        assertThat(operations.stream().map(operation -> operation.path("action").asText()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(operations).allSatisfy(operation -> assertThat(elements(operation.path("messages"))
                        .map(AsyncApiTest::followed)
                        .map(AsyncApiTest::followed))
                .containsExactlyInAnyOrderElementsOf(elements(channel.path("messages"))
                        .map(AsyncApiTest::followed)
                        .toList()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        // When
        List<String> references = document.findValuesAsText("$ref");

        // Then
        assertThat(references).hasSizeGreaterThan(MessageType.values().length).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Topic.class.getResource("/" + reference)).isNotNull();
            }
        });
    }

    private static Stream<JsonNode> channels() {
        return elements(document.path("channels"));
    }

    private static JsonNode channelOf(Topic topic) {
        return channels()
                .filter(channel -> channel.path("address").asText().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode messageOf(MessageType type) {
        return elements(document.at("/components/messages"))
                .filter(message -> message.path("name").asText().equals(type.typeName()))
                .findFirst()
                .orElseThrow();
    }

    /** What a reference within the document leads to. */
    private static JsonNode followed(JsonNode reference) {
        return document.at(reference.path("$ref").asText().substring(1));
    }

    private static Map<String, String> settings(JsonNode topicConfiguration) {
        Map<String, String> settings = new TreeMap<>();
        topicConfiguration
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? elements(setting.getValue())
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(","))
                                : setting.getValue().asText()));
        return settings;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
