package dev.patrol.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.model.MessageType;
import dev.patrol.model.Payload;
import dev.patrol.model.Samples;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the codec writes is valid by the schemas, and what one of the two takes or refuses, the other does too. */
class SchemaAgreementTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final MessageCodec CODEC = new MessageCodec();
    private static final Schemas SCHEMAS = new Schemas();

    static Stream<Payload> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasSamplesThatTogetherSayAllItCanSay(MessageType type) {
        // When
        List<Payload> samples = Samples.of(type);

        // Then
        assertThat(samples).isNotEmpty().hasOnlyElementsOfType(type.payloadType());
        assertThat(type.payloadType().getRecordComponents()).allSatisfy(component -> assertThat(samples)
                .as(component.getName())
                .anySatisfy(sample ->
                        assertThat(component.getAccessor().invoke(sample)).isNotNull()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatTheCodecWritesIsValidByTheSchema(Payload sample) throws IOException {
        // When
        EncodedMessage written = CODEC.encode(Samples.announced(sample));

        // Then
        assertThat(SCHEMAS.complaints(MessageType.of(sample), MAPPER.readTree(written.value())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatTheCodecWritesItReadsBackAsTheSame(Payload sample) {
        // Given
        Envelope<Payload> envelope = Samples.announced(sample);
        EncodedMessage written = CODEC.encode(envelope);

        // When
        Envelope<?> read = CODEC.decode(written.headers(), written.value());

        // Then
        assertThat(read).isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingFieldIsRefusedByBothOrByNeither(Payload sample) throws IOException {
        for (JsonPointer place : places(sample)) {
            // Given
            ObjectNode value = written(sample);
            if (!(value.at(place.head()) instanceof ObjectNode parent)) {
                continue;
            }

            // When
            parent.remove(place.last().getMatchingProperty());

            // Then
            assertThat(codecTakes(sample, value))
                    .as("the codec takes it without %s", place)
                    .isEqualTo(schemaTakes(sample, value));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueOfAnotherKindIsRefusedByBothOrByNeither(Payload sample) throws IOException {
        for (JsonPointer place : places(sample)) {
            for (JsonNode other : othersThan(written(sample).at(place))) {
                // Given
                ObjectNode value = written(sample);

                // When
                put(value, place, other);

                // Then
                assertThat(codecTakes(sample, value))
                        .as("the codec takes %s at %s", other, place)
                        .isEqualTo(schemaTakes(sample, value));
            }
        }
    }

    /** The codec is the more lenient one here: some programs write null for what they don't know. */
    @ParameterizedTest
    @MethodSource("samples")
    void nullIsRefusedExactlyWhereTheFieldMayNotBeMissing(Payload sample) throws IOException {
        for (JsonPointer place : places(sample)) {
            // Given
            ObjectNode without = written(sample);
            boolean optional = without.at(place.head()) instanceof ObjectNode parent
                    && parent.remove(place.last().getMatchingProperty()) != null
                    && !isSwitch(sample, place)
                    && codecTakes(sample, without);
            ObjectNode value = written(sample);

            // When
            put(value, place, NODES.nullNode());

            // Then
            assertThat(codecTakes(sample, value))
                    .as("the codec takes null at %s", place)
                    .isEqualTo(optional);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fieldsThatNobodyKnowsYetAreTakenByBoth(Payload sample) throws IOException {
        // Given
        ObjectNode value = written(sample);
        List<JsonPointer> objects = places(sample).stream()
                .filter(place -> value.at(place).isObject())
                .toList();

        // When
        value.putObject("addedLater").put("deep", 1);
        objects.forEach(place -> ((ObjectNode) value.at(place)).put("addedLater", true));

        // Then
        assertThat(SCHEMAS.complaints(MessageType.of(sample), value)).isEmpty();
        assertThatCode(() -> decode(sample, value)).doesNotThrowAnyException();
    }

    /** A true-or-false that may be missing is false then, but never null. */
    private static boolean isSwitch(Payload sample, JsonPointer place) throws IOException {
        return written(sample).at(place).isBoolean();
    }

    private static List<JsonNode> othersThan(JsonNode node) {
        return Stream.of(
                        NODES.textNode("\u2014"),
                        NODES.textNode(""),
                        NODES.numberNode(5),
                        NODES.textNode("5"),
                        NODES.numberNode(0.5),
                        NODES.booleanNode(true),
                        NODES.textNode("true"),
                        NODES.arrayNode(),
                        NODES.arrayNode().add(NODES.objectNode()),
                        NODES.objectNode())
                .filter(other -> !other.equals(node))
                .map(JsonNode.class::cast)
                .toList();
    }

    /** Every place within a value, apart from the free-form part of an audit entry, which may be anything. */
    private static List<JsonPointer> places(Payload sample) throws IOException {
        List<JsonPointer> places = new ArrayList<>();
        collect(written(sample), JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node.isObject() && !at.equals(JsonPointer.compile("/data"))) {
            node.fieldNames().forEachRemaining(name -> {
                places.add(at.appendProperty(name));
                collect(node.get(name), at.appendProperty(name), places);
            });
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            places.add(at.appendIndex(index));
            collect(node.get(index), at.appendIndex(index), places);
        }
    }

    private static void put(ObjectNode value, JsonPointer place, JsonNode replacement) {
        JsonNode parent = value.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), replacement);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), replacement);
        }
    }

    private static boolean schemaTakes(Payload sample, JsonNode value) {
        return SCHEMAS.complaints(MessageType.of(sample), value).isEmpty();
    }

    private static boolean codecTakes(Payload sample, JsonNode value) throws JsonProcessingException {
        try {
            decode(sample, value);
            return true;
        } catch (MalformedMessage e) {
            return false;
        }
    }

    private static Envelope<?> decode(Payload sample, JsonNode value) throws JsonProcessingException {
        return CODEC.decode(CODEC.encode(Samples.announced(sample)).headers(), MAPPER.writeValueAsBytes(value));
    }

    private static ObjectNode written(Payload sample) throws IOException {
        return (ObjectNode)
                MAPPER.readTree(CODEC.encode(Samples.announced(sample)).value());
    }
}
