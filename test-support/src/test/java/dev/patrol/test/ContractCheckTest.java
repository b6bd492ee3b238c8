package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCheckTest {
    private static final EncodedMessage GOOD = encoded();

    @Test
    void aGoodRecordHasNoProblems() {
        assertThat(ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), headers(), GOOD.value())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_subject",
                "ce_time",
                "ce_correlationid",
                "content-type",
                "traceparent"
            })
    void aMissingHeaderIsAProblem(String header) {
        // Given
        Map<String, String> headers = headers();
        headers.remove(header);

        // When
        List<String> problems = ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), headers, GOOD.value()));

        // Then
        assertThat(problems).anyMatch(problem -> problem.contains(header));
    }

    @Test
    void anotherKeyIsAProblem() {
        assertThat(ContractCheck.problemsOf(message(GOOD.topic(), "other", headers(), GOOD.value())))
                .anyMatch(problem -> problem.contains("key"));
    }

    @Test
    void anotherTopicIsAProblem() {
        assertThat(ContractCheck.problemsOf(message(Topic.Names.TOKENS, GOOD.key(), headers(), GOOD.value())))
                .anyMatch(problem -> problem.contains("does not belong"));
    }

    @Test
    void aValueThatBreaksTheSchemaIsAProblem() {
        // Given
        byte[] broken = new String(GOOD.value(), UTF_8)
                .replace("\"daysLeft\":3", "\"daysLeft\":\"3\"")
                .getBytes(UTF_8);

        // When
        List<String> problems = ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), headers(), broken));

        // Then
        assertThat(problems).anyMatch(problem -> problem.contains("daysLeft"));
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, text/plain",
        "ce_specversion, 0.3",
        "ce_time, 2026-11-23T13:00:00+01:00",
        "ce_subject, someone else",
        "ce_id, 8b3c7f52-2a3e-4c0a-9c0d-3f1f2b7f6a11",
        "ce_type, dev.patrol.token.eaten.v1",
        "traceparent, 00-00000000000000000000000000000000-b7ad6b7169203331-01"
    })
    void aHeaderThatSaysSomethingElseIsAProblem(String header, String value) {
        // Given
        Map<String, String> headers = headers();
        headers.put(header, value);

        // When
        List<String> problems = ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), headers, GOOD.value()));

        // Then
        assertThat(problems).anyMatch(problem -> problem.contains(header));
    }

    @Test
    void aHeaderThatIsThereTwiceIsAProblem() {
        // Given
        ConsumerRecord<String, byte[]> message = message(GOOD.topic(), GOOD.key(), headers(), GOOD.value());
        message.headers().add("ce_id", "another".getBytes(UTF_8));

        // When
        List<String> problems = ContractCheck.problemsOf(message);

        // Then
        assertThat(problems).contains("the header ce_id is there more than once");
    }

    @Test
    void aHeaderWithoutValueIsAProblem() {
        // Given
        ConsumerRecord<String, byte[]> message = message(GOOD.topic(), GOOD.key(), headers(), GOOD.value());
        message.headers().remove("ce_source").add("ce_source", null);

        // When
        List<String> problems = ContractCheck.problemsOf(message);

        // Then
        assertThat(problems).contains("the header ce_source is missing");
    }

    @Test
    void aValueInAnotherFormatThanTheSchemaDemandsIsAProblem() {
        // Given
        byte[] broken = new String(GOOD.value(), UTF_8)
                .replace("\"2026-12-01T00:00:00Z\"", "\"2026-12-01\"")
                .getBytes(UTF_8);

        // When
        List<String> problems = ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), headers(), broken));

        // Then
        assertThat(problems).anyMatch(problem -> problem.contains("date-time"));
    }

    @Test
    void aTombstoneKeepsTheContractOfACompactedTopicAlone() {
        assertThat(ContractCheck.problemsOf(message(Topic.Names.TOKENS, GOOD.key(), Map.of(), null)))
                .isEmpty();
        assertThat(ContractCheck.problemsOf(message(Topic.Names.TOKENS, null, Map.of(), null)))
                .isNotEmpty();
        assertThat(ContractCheck.problemsOf(message(GOOD.topic(), GOOD.key(), Map.of(), null)))
                .isNotEmpty();
    }

    private static EncodedMessage encoded() {
        Token token = Token.of(
                "contoso",
                UUID.randomUUID(),
                "deploy",
                List.of("vso.code"),
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-12-01T00:00:00Z"),
                false,
                Optional.empty());
        TokenExpiring event = new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, true);
        return new MessageCodec().encode(Envelope.first(event, URI.create("/test"), Instant.now()));
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(GOOD.headers());
        headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return headers;
    }

    private static ConsumerRecord<String, byte[]> message(
            String topic, String key, Map<String, String> headers, byte[] value) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(topic, 0, 0, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        return message;
    }
}
