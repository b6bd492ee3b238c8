package dev.patrol.rotator.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.DeadLetters;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class BadInputTest extends RotationFixture {
    @Test
    void anEventThatLiesAboutNameOrScopesGetsNothing() {
        // Given
        Token real = seed("honest", "vso.work");
        Token renamed = Token.of(
                real.organization(),
                real.authorizationId(),
                "liar",
                real.scopes(),
                real.validFrom(),
                real.validTo(),
                false,
                Optional.empty());
        Token widened = Token.of(
                real.organization(),
                real.authorizationId(),
                "honest",
                List.of("vso.code_full"),
                real.validFrom(),
                real.validTo(),
                true,
                Optional.empty());

        // When
        topics.write(expiring(renamed, true));
        topics.write(expiring(widened, true));

        // Then
        assertThat(awaitFailure(renamed).code()).isEqualTo("other-name");
        Token successor = successorOf(widened);
        assertThat(successor.scopes()).containsExactly("vso.work");
        assertThat(successor.allOrganizations()).isFalse();
    }

    @Test
    void fullScopeIsAnnouncedAndNotCopied() {
        // Given
        Token mighty = seed("mighty", "app_token");

        // When
        topics.write(expiring(mighty, true));

        // Then
        Envelope<PolicyViolated> violated =
                await(Topic.POLICY_VIOLATED, PolicyViolated.class, violation -> mighty.equals(violation.token()));
        assertThat(violated.payload().policy()).isEqualTo("no-full-scope");
        assertThat(named(mighty.successorName())).isEmpty();
        assertThat(stateOf(mighty.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aTokenThatIsGoneIsAnsweredAndNotRetried() {
        // Given
        Token gone = Token.of(
                AzureResource.organization(),
                UUID.randomUUID(),
                "gone",
                List.of("vso.code"),
                Instant.now(),
                Instant.now().plus(Duration.ofDays(3)),
                false,
                Optional.empty());

        // When
        topics.write(expiring(gone, true));

        // Then
        RotationFailed failed = awaitFailure(gone);
        assertThat(failed.code()).isEqualTo("token-not-active");
        assertThat(failed.willBeRetried()).isFalse();
    }

    @Test
    void hostileNamesAreRotatedLikeOthers() {
        // Given
        Token due = seed("\"><script>\r\nBcc: x@example.org \uD83D\uDE80 " + "x".repeat(200), "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();
        assertThat(azure.secretHoldsToken(due.secretName(), successor.authorizationId()))
                .isTrue();
    }

    @Test
    void aMalformedRecordGoesToTheDeadLettersAndTheNextIsWorkedOn() {
        // Given
        Token due = seed("after-the-malformed", "vso.code");
        Map<String, String> headers = Map.of("ce_type", "dev.patrol.token.expiring.v1");

        // When
        topics.writeRaw(Topic.Names.TOKEN_EXPIRING, due.secretName(), headers, "{nonsense".getBytes(UTF_8));
        topics.write(expiring(due, true));

        // Then
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            ConsumerRecord<String, byte[]> letter =
                    dead.awaitRecord(message -> due.secretName().equals(message.key()));
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                    .contains("ce_specversion");
        }
        await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                .equals(due));
    }

    @Test
    void aMalformedRecordThatIsTooLargeForTheDeadLettersGoesThereWithoutItsValueAndTheNextIsWorkedOn() {
        // Given
        Token due = seed("after-the-too-large", "vso.code");
        Map<String, String> headers = Map.of("ce_type", "dev.patrol.token.expiring.v1");

        // When
        try (TopicWriter compressing = TopicWriter.compressingOfTest()) {
            compressing.writeRaw(
                    Topic.Names.TOKEN_EXPIRING,
                    due.secretName(),
                    headers,
                    "a".repeat(2_000_000).getBytes(UTF_8));
        }
        topics.write(expiring(due, true));

        // Then
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            ConsumerRecord<String, byte[]> letter =
                    dead.awaitRecord(message -> due.secretName().equals(message.key()));
            assertThat(letter.value()).isNull();
            assertThat(letter.headers().lastHeader("dead-letter-value-left-out").value())
                    .asString(UTF_8)
                    .isEqualTo("2000000");
            assertThat(letter.headers().lastHeader("dead-letter-topic").value())
                    .asString(UTF_8)
                    .isEqualTo(Topic.Names.TOKEN_EXPIRING);
            assertThat(letter.headers().lastHeader("ce_type")).isNotNull();
        }
        await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                .equals(due));
    }

    @Test
    void aDeadLetterIsAnErrorSinceAPersonHasToLookAtIt() {
        // Given
        List<String> levels = new CopyOnWriteArrayList<>();
        Handler recorder = recorder(levels);
        Logger log = Logger.getLogger(DeadLetters.class.getName());
        log.addHandler(recorder);

        // When
        topics.writeRaw(Topic.Names.TOKEN_EXPIRING, "an-error", Map.of(), "{nonsense".getBytes(UTF_8));

        // Then
        Awaitility.await().untilAsserted(() -> assertThat(levels).contains("ERROR"));
        log.removeHandler(recorder);
    }

    private static Handler recorder(List<String> levels) {
        return new Handler() {
            @Override
            public void publish(LogRecord written) {
                levels.add(written.getLevel().getName());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
