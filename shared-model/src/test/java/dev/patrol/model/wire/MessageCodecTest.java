package dev.patrol.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.MessageType;
import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Samples;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MessageCodec CODEC = new MessageCodec();
    private static final TokenExpiring EXPIRING = new TokenExpiring(Samples.token(), 7, Milestone.SEVEN_DAYS, true);

    /** Has the form of a token, so that it must not be repeated by whoever finds it where it does not belong. */
    private static final String TOKEN_VALUE = "x".repeat(76) + "AZDO1234";

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings()
                .withCharRange(Character.MIN_VALUE, Character.MAX_VALUE)
                .ofMaxLength(60);
    }

    static Stream<Arguments> brokenValues() {
        return Stream.of(
                arguments("not JSON", "@"),
                arguments("JSON cut off", "{\"token\":{\"displayName\":\"@"),
                arguments("more than one value", valid() + " {\"@\":1}"),
                arguments("text after the value", valid() + "@"),
                arguments("a text", "\"@\""),
                arguments("an array", "[\"@\"]"),
                arguments("null", "null"),
                arguments("nothing", ""),
                arguments("an empty object", "{}"),
                arguments("a field that is missing", "{\"owner\":\"@\"}"),
                arguments("a text for a number", with("daysLeft", "\"@\"")),
                arguments("digits as a text for a number", with("daysLeft", "\"7\"")),
                arguments("a fraction for a whole number", with("daysLeft", "7.5")),
                arguments("a number too large", with("daysLeft", "99999999999")),
                arguments("a text for true or false", with("rotationDue", "\"@\"")),
                arguments("true as a text", with("rotationDue", "\"true\"")),
                arguments("a number for true or false", with("rotationDue", "1")),
                arguments("null for true or false", with("rotationDue", "null")),
                arguments("no such milestone", with("milestone", "5")),
                arguments("a milestone as a text", with("milestone", "\"7\"")),
                arguments("a milestone by its name", with("milestone", "\"SEVEN_DAYS\"")),
                arguments("a milestone by its position", with("milestone", "0")),
                arguments("a milestone with a fraction", with("milestone", "7.5")),
                arguments("null for a milestone", with("milestone", "null")),
                arguments("null for an object", with("token", "null")),
                arguments("a text for an object", with("token", "\"@\"")),
                arguments("an empty text for an object", with("token", "\"\"")),
                arguments("null for a text", withToken("displayName", "null")),
                arguments("a number for a text", withToken("displayName", "5")),
                arguments("true for a text", withToken("displayName", "true")),
                arguments("an object for a text", withToken("displayName", "{\"@\":\"@\"}")),
                arguments("no time", withToken("validTo", "\"@\"")),
                arguments("a day for a time", withToken("validTo", "\"2026-03-02\"")),
                arguments("a time without offset", withToken("validTo", "\"2026-03-02T12:00:00\"")),
                arguments("a number for a time", withToken("validTo", "1772452800")),
                arguments("digits for a time", withToken("validTo", "\"1772452800\"")),
                arguments("an empty text for a time", withToken("validTo", "\"\"")),
                arguments("no id", withToken("authorizationId", "\"@\"")),
                arguments("an empty text for an id", withToken("authorizationId", "\"\"")),
                arguments("a short id", withToken("authorizationId", "\"1-1-1-1-1\"")),
                arguments("an id in base64", withToken("authorizationId", "\"EREREREREREREREREREREQ==\"")),
                arguments("no lineage", withToken("lineage", "\"@\"")),
                arguments("a number for a lineage", withToken("lineage", "5")),
                arguments("a text for a list", withToken("scopes", "\"@\"")),
                arguments("null within a list", withToken("scopes", "[null]")),
                arguments("a number within a list", withToken("scopes", "[5]")),
                arguments("an object within a list", withToken("scopes", "[{\"@\":\"@\"}]")));
    }

    @Test
    void writesTheAttributesAsHeaders() {
        // Given
        Envelope<?> cause = Samples.announced(EXPIRING);
        Envelope<?> envelope =
                cause.ledTo(EXPIRING, URI.create("/patrol/rotator"), Instant.parse("2026-03-02T12:00:00.5Z"));

        // When
        EncodedMessage written = CODEC.encode(envelope);

        // Then
        assertThat(written.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", envelope.id(),
                        "ce_source", "/patrol/rotator",
                        "ce_type", "dev.patrol.token.expiring.v1",
                        "ce_subject", Samples.token().lineage().toString(),
                        "ce_time", "2026-03-02T12:00:00.500Z",
                        "ce_correlationid", cause.correlationId(),
                        "ce_causationid", cause.id(),
                        "content-type", "application/json"));
    }

    @Test
    void whatBeginsAStoryHasNoCauseInItsHeaders() {
        // When
        EncodedMessage written = CODEC.encode(Samples.announced(EXPIRING));

        // Then
        assertThat(written.headers()).doesNotContainKey("ce_causationid");
    }

    @ParameterizedTest
    @MethodSource("dev.patrol.model.Samples#all")
    void writesToTheTypesTopicUnderThePayloadsKey(Payload sample) {
        // When
        EncodedMessage written = CODEC.encode(Samples.announced(sample));

        // Then
        assertThat(written.topic()).isEqualTo(MessageType.of(sample).topic().topicName());
        assertThat(written.key()).isEqualTo(sample.recordKey()).isNotBlank();
    }

    @Test
    void writesTimesAndIdsAsTextAndLeavesOutWhatIsNotKnown() throws IOException {
        // Given
        Token token = Samples.bareToken();

        // When
        EncodedMessage written = CODEC.encode(Samples.announced(new TokenExpiring(token, 1, Milestone.ONE_DAY, false)));

        // Then
        assertThat(MAPPER.readTree(written.value())).isEqualTo(MAPPER.readTree("""
                        {"token": {"organization": "contoso", "authorizationId": "11111111-1111-4111-8111-111111111111",
                                   "displayName": "build farm", "lineage": "contoso/build farm",
                                   "secretName": "%s", "scopes": [],
                                   "validFrom": "2026-01-11T12:00:00Z", "validTo": "2026-02-10T12:00:00Z",
                                   "allOrganizations": false},
                         "daysLeft": 1, "milestone": 1, "rotationDue": false, "rotationPlanned": false}""".formatted(token.secretName())));
    }

    @Property
    void anyTextComesBackAsItWas(@ForAll("anyText") String text) {
        // Given
        Envelope<?> envelope = Samples.announced(new RotationFailed(
                UUID.fromString("5f0c9a52-6f0e-4f4e-9d1c-3b8f6f0f7a11"),
                Samples.bareToken(),
                RotationStep.STORE,
                "code",
                text,
                List.of(text),
                true,
                "remedy"));

        // When
        EncodedMessage written = CODEC.encode(envelope);

        // Then
        assertThat(CODEC.decode(written.headers(), written.value())).isEqualTo(envelope);
        assertThatCode(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(written.value())))
                .doesNotThrowAnyException();
    }

    @Property
    void aTokenWithAnyNameComesBackAsItWas(@ForAll("anyText") String displayName) {
        // Given
        Token named = Token.of(
                "contoso",
                Samples.token().authorizationId(),
                displayName,
                List.of(),
                Samples.NOON,
                Samples.NOON,
                false,
                Optional.of(displayName));
        Envelope<?> envelope = Samples.announced(new TokenExpiring(named, 1, Milestone.ONE_DAY, true));

        // When
        EncodedMessage written = CODEC.encode(envelope);

        // Then
        assertThat(CODEC.decode(written.headers(), written.value())).isEqualTo(envelope);
        assertThat(written.headers().get(MessageCodec.SUBJECT)).isEqualTo(overTheWire(written, MessageCodec.SUBJECT));
    }

    @Test
    void fieldsThatNobodyKnowsYetAreIgnored() {
        // Given
        String value = with("addedLater", "{\"deep\":[1,null]}");

        // When
        Envelope<?> read = decode(value);

        // Then
        assertThat(read.payload()).isEqualTo(EXPIRING);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T12:00:00Z,              2026-03-02T12:00:00Z",
        "2026-03-02T12:00:00.1Z,            2026-03-02T12:00:00.100Z",
        "2026-03-02T12:00:00.1033333Z,      2026-03-02T12:00:00.103333300Z",
        "2026-03-02T13:00:00.1033333+01:00, 2026-03-02T12:00:00.103333300Z",
    })
    void timesMayHaveSevenDigitsAndAnyOffset(String text, Instant expected) {
        // Given
        Map<String, String> headers = headers();
        headers.put(MessageCodec.TIME, text);

        // When
        Envelope<?> read =
                CODEC.decode(headers, withToken("validTo", "\"" + text + "\"").getBytes(UTF_8));

        // Then
        assertThat(read.time()).isEqualTo(expected);
        assertThat(read.payload()).isInstanceOfSatisfying(TokenExpiring.class, expiring -> assertThat(
                        expiring.token().validTo())
                .isEqualTo(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenValues")
    void aValueThatBreaksTheContractIsMalformedAndNotRepeated(String what, String value) {
        // Given
        byte[] content = value.replace("@", TOKEN_VALUE).getBytes(UTF_8);

        // When
        Throwable thrown = catchThrowable(() -> CODEC.decode(headers(), content));

        // Then
        assertThat(thrown).isInstanceOf(MalformedMessage.class).hasNoCause();
        assertThat(thrown.getMessage())
                .startsWith("The value is")
                .doesNotContain(TOKEN_VALUE)
                .doesNotContain("xxxx")
                .doesNotContain(Samples.token().owner());
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "daysLeft", "milestone", "rotationDue"})
    void aValueWithoutARequiredFieldIsMalformed(String field) throws IOException {
        // Given
        ObjectNode value = (ObjectNode) MAPPER.readTree(valid());

        // When
        value.remove(field);

        // Then
        assertThatExceptionOfType(MalformedMessage.class).isThrownBy(() -> decode(value.toString()));
    }

    @Test
    void theMessageNamesThePlace() {
        // Given
        String value = withToken("scopes", "[\"vso.code\", 5]");

        // When
        Throwable thrown = catchThrowable(() -> decode(value));

        // Then
        assertThat(thrown).hasMessageContaining("dev.patrol.token.expiring.v1").hasMessageContaining("token.scopes.1");
    }

    @Test
    void namesWithinFreeFormDataAreContentAndNotRepeated() {
        // Given
        AuditEntry entry = (AuditEntry) Samples.of(MessageType.AUDIT_ENTRY).get(0);
        Map<String, String> headers = CODEC.encode(Samples.announced(entry)).headers();
        String tooDeep = "[".repeat(2000) + "]".repeat(2000);
        String tooLong = "1".repeat(2000);

        for (String broken : List.of(tooDeep, tooLong, "tru", "\"\\x\"", "{\"" + TOKEN_VALUE + "\":tru}")) {
            // When
            Throwable thrown = catchThrowable(() -> CODEC.decode(
                    headers,
                    "{\"data\":{\"%s\":%s}}".formatted(TOKEN_VALUE, broken).getBytes(UTF_8)));

            // Then
            assertThat(thrown).isInstanceOf(MalformedMessage.class).hasMessageNotContaining("xxxx");
        }
    }

    @Test
    void enumsAreReadByTheirNamesAlone() throws IOException {
        // Given
        Payload compromised = Samples.of(MessageType.TOKEN_COMPROMISED).get(0);
        EncodedMessage written = CODEC.encode(Samples.announced(compromised));

        for (String severity : List.of("0", "\"0\"", "\"high\"", "\"\"", "null", "\"SOMETHING\"")) {
            ObjectNode value = (ObjectNode) MAPPER.readTree(written.value());

            // When
            value.set("severity", MAPPER.readTree(severity));

            // Then
            assertThatExceptionOfType(MalformedMessage.class)
                    .as(severity)
                    .isThrownBy(() ->
                            CODEC.decode(written.headers(), value.toString().getBytes(UTF_8)));
        }
    }

    @Test
    void aSwitchOfACommandThatIsMissingIsOff() {
        // Given
        String value = """
                {"token": {"organization": "contoso", "displayName": "build farm"},
                 "reason": "r", "requestedBy": "b"}""";

        // When
        Envelope<?> read = CODEC.decode(headersOf("dev.patrol.command.revoke-token.v1"), value.getBytes(UTF_8));

        // Then
        assertThat(read.payload())
                .isInstanceOfSatisfying(RevokeToken.class, command -> assertThat(command.rotateAfterwards())
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"organization\":\"contoso\"}",
                "{\"organization\":\"contoso\",\"secretName\":\"a\",\"displayName\":\"b\"}",
            })
    void aCommandThatDoesNotSayWhichTokenIsMalformed(String selector) {
        // Given
        String value = "{\"token\":%s,\"reason\":\"r\",\"requestedBy\":\"b\"}".formatted(selector);

        // When
        Throwable thrown = catchThrowable(
                () -> CODEC.decode(headersOf("dev.patrol.command.rotate-token.v1"), value.getBytes(UTF_8)));

        // Then
        assertThat(thrown).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aTokenIsNotAskedForWithoutScopes() {
        // Given
        String value = """
                {"organization": "contoso", "displayName": "build farm", "scopes": [], "validity": "P30D",
                 "reason": "r", "requestedBy": "b"}""";

        // When
        Throwable thrown = catchThrowable(
                () -> CODEC.decode(headersOf("dev.patrol.command.create-token.v1"), value.getBytes(UTF_8)));

        // Then
        assertThat(thrown).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aTombstoneIsMalformedHere() {
        assertThatExceptionOfType(MalformedMessage.class)
                .isThrownBy(() -> CODEC.decode(headers(), null))
                .withMessage("The record has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"})
    void aRecordWithoutARequiredHeaderIsMalformed(String name) {
        for (String empty : new String[] {null, "", "  "}) {
            // Given
            Map<String, String> headers = headers();

            // When
            headers.put(name, empty);

            // Then
            assertThatExceptionOfType(MalformedMessage.class)
                    .isThrownBy(() -> CODEC.decode(headers, valid().getBytes(UTF_8)))
                    .withMessage("The header %s is missing", name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_specversion, @",
        "ce_type,        @",
        "ce_type,        com.example.something.v1",
        "ce_type,        dev.patrol.token.expiring.v2",
        "ce_type,        dev.patrol.token.observed.v1",
        "ce_source,      'not a @ URI'",
        "ce_time,        @",
        "ce_time,        2026-03-02",
        "ce_time,        2026-02-30T12:00:00Z",
        "ce_time,        1772452800",
    })
    void aHeaderThatBreaksTheContractIsMalformedAndNotRepeated(String name, String content) {
        // Given
        Map<String, String> headers = headers();
        headers.put(name, content.replace("@", TOKEN_VALUE));

        // When
        Throwable thrown = catchThrowable(() -> CODEC.decode(headers, valid().getBytes(UTF_8)));

        // Then
        assertThat(thrown).isInstanceOf(MalformedMessage.class).hasNoCause().hasMessageNotContaining("xxxx");
    }

    @Test
    void aRecordWithoutCorrelationBeginsAStory() {
        for (String empty : new String[] {null, ""}) {
            // Given
            Map<String, String> headers = headers();
            headers.put(MessageCodec.CORRELATION_ID, empty);
            headers.put(MessageCodec.CAUSATION_ID, empty);

            // When
            Envelope<?> read = CODEC.decode(headers, valid().getBytes(UTF_8));

            // Then
            assertThat(read.correlationId()).isEqualTo(read.id());
            assertThat(read.causationId()).isEmpty();
        }
    }

    @Test
    void headersOfOthersAreNoHindrance() {
        // Given
        Map<String, String> headers = headers();
        headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        headers.put("dead-letter-reason", "earlier");

        // When
        Envelope<?> read = CODEC.decode(headers, valid().getBytes(UTF_8));

        // Then
        assertThat(read).isEqualTo(Samples.announced(EXPIRING));
    }

    @Test
    void theEvidenceKeepsItsFractionsOfASecond() {
        // Given
        TokenCompromised compromised =
                (TokenCompromised) Samples.of(MessageType.TOKEN_COMPROMISED).get(0);

        // When
        EncodedMessage written = CODEC.encode(Samples.announced(compromised));

        // Then
        assertThat(new String(written.value(), UTF_8)).contains("\"2026-03-02T12:00:00.123456700Z\"");
    }

    private static Envelope<?> decode(String value) {
        return CODEC.decode(headers(), value.getBytes(UTF_8));
    }

    private static Map<String, String> headers() {
        return new HashMap<>(CODEC.encode(Samples.announced(EXPIRING)).headers());
    }

    private static Map<String, String> headersOf(String type) {
        Map<String, String> headers = headers();
        headers.put(MessageCodec.TYPE, type);
        headers.put(MessageCodec.ID, UUID.randomUUID().toString());
        return headers;
    }

    private static String overTheWire(EncodedMessage written, String header) {
        return new String(written.headers().get(header).getBytes(UTF_8), UTF_8);
    }

    private static String valid() {
        return new String(CODEC.encode(Samples.announced(EXPIRING)).value(), UTF_8);
    }

    private static String with(String field, String json) {
        return changed("", field, json);
    }

    private static String withToken(String field, String json) {
        return changed("/token", field, json);
    }

    private static String changed(String at, String field, String json) {
        try {
            ObjectNode value = (ObjectNode) MAPPER.readTree(valid());
            ((ObjectNode) value.at(at)).set(field, MAPPER.readTree(json));
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
