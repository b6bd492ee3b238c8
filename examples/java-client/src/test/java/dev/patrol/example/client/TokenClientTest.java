package dev.patrol.example.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real broker and a simulated vault. */
class TokenClientTest {
    private static final String SCOPE = "vso.code";
    private static final URI ROTATOR = URI.create("/patrol/rotator");
    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMinutes(1));

    private static final Backoff IMPATIENT =
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200));

    private static EmbeddedKafka kafka;
    private static AzureSimulator azure;
    private static TopicWriter writer;

    /** Each test has a lineage and a dependent of its own. */
    private final String name = "ci-" + UUID.randomUUID();

    private final String dependent = "reader-of-" + name;
    private Token first;
    private TokenClient client;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Stream.of(Topic.TOKEN_ROTATED, Topic.ROTATION_ACKNOWLEDGEMENTS)
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        azure = AzureSimulator.start();
        writer = new TopicWriter(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        writer.close();
        azure.close();
        kafka.close();
    }

    @BeforeEach
    void storeTheFirstToken() {
        first = seed(name);
        store(first);
    }

    @AfterEach
    void end() {
        azure.control().clearFaults();
        if (client != null) {
            client.close();
        }
    }

    @Test
    void beginsWithWhatTheVaultHas() {
        // When
        client = startClient();

        // Then
        assertThat(client.token().value()).isEqualTo(valueOf(first));
        assertThat(client.token().authorizationId()).contains(first.authorizationId());
    }

    @Test
    void doesNotStartWithoutAToken() {
        // Given
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));

        // When / Then
        assertThatThrownBy(this::startClient).isInstanceOf(NotNow.class).hasMessageContaining("503");
    }

    @Test
    void swapsTheTokenAndThenAcknowledges() {
        // Given
        client = startClient();
        Token successor = seed(name + "-v2");
        TokenRotated rotated = rotation(first, successor, store(successor));

        // When
        Envelope<TokenRotated> said = announce(rotated);

        // Then
        ConsumerRecord<String, byte[]> acknowledged = awaitAcknowledgement(successor);
        assertThat(client.token().value()).isEqualTo(valueOf(successor));
        assertThat(acknowledged.key()).isEqualTo(first.secretName());
        Envelope<?> envelope = open(acknowledged);
        assertThat(envelope.payload())
                .isEqualTo(new RotationAcknowledged(
                        first.organization(), first.secretName(), successor.authorizationId(), dependent));
        assertThat(envelope.causationId()).contains(said.id());
        assertThat(envelope.correlationId()).isEqualTo(said.correlationId());
        assertThat(envelope.id())
                .isEqualTo(Envelope.first(envelope.payload(), envelope.source(), envelope.time())
                        .id());
    }

    @Test
    void aRepeatIsAcknowledgedUnderTheSameIdWithoutReadingTheVaultAgain() {
        // Given
        client = startClient();
        Token successor = seed(name + "-v2");
        TokenRotated rotated = rotation(first, successor, store(successor));
        announce(rotated);
        awaitAcknowledgement(successor);
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));

        // When
        announce(rotated);

        // Then
        await().untilAsserted(() -> assertThat(acknowledgements()).hasSize(2));
        assertThat(acknowledgements().stream().map(Envelope::id).distinct()).hasSize(1);
        assertThat(client.token().value()).isEqualTo(valueOf(successor));
    }

    @Test
    void takesUpAfterARestartWhatHappenedMeanwhile() {
        // Given
        client = startClient();
        Token second = seed(name + "-v2");
        announce(rotation(first, second, store(second)));
        awaitAcknowledgement(second);
        client.close();
        Token third = seed(name + "-v3");
        announce(rotation(second, third, store(third)));

        // When
        client = startClient();

        // Then
        awaitAcknowledgement(third);
        assertThat(client.token().value()).isEqualTo(valueOf(third));
        assertThat(acknowledgements().stream().map(Envelope::payload))
                .extracting("authorizationId")
                .containsExactly(second.authorizationId(), third.authorizationId());
    }

    @Test
    void aLateEventTakesNothingBackAndIsNotAcknowledged() {
        // Given
        client = startClient();
        Token second = seed(name + "-v2");
        Token third = seed(name + "-v3");
        TokenRotated late = rotation(first, second, store(second));
        TokenRotated latest = rotation(second, third, store(third));
        announce(late);

        // When
        announce(latest);

        // Then
        awaitAcknowledgement(third);
        assertThat(client.token().value()).isEqualTo(valueOf(third));
        assertThat(acknowledgements().stream().map(Envelope::payload))
                .extracting("authorizationId")
                .containsExactly(third.authorizationId());
    }

    @Test
    void keepsTheOldTokenWhileTheVaultIsDead() {
        // Given
        client = startClient();
        Token successor = seed(name + "-v2");
        SecretVersion stored = store(successor);
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));

        // When
        announce(rotation(first, successor, stored));

        // Then
        await().untilAsserted(() -> assertThat(client.trouble())
                .hasValueSatisfying(said -> assertThat(said).contains("503", first.secretName())));
        assertThat(client.token().value()).isEqualTo(valueOf(first));
        assertThat(acknowledgements()).isEmpty();
    }

    @Test
    void takesTheNewTokenOnceTheVaultLives() {
        // Given
        client = startClient();
        Token successor = seed(name + "-v2");
        SecretVersion stored = store(successor);
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));
        announce(rotation(first, successor, stored));
        await().until(() -> client.trouble().isPresent());

        // When
        azure.control().clearFaults();

        // Then
        awaitAcknowledgement(successor);
        assertThat(client.token().value()).isEqualTo(valueOf(successor));
        await().untilAsserted(() -> assertThat(client.trouble()).isEmpty());
    }

    @Test
    void endsWhenItsPatienceIsOver() {
        // Given
        client = startClient(IMPATIENT);
        Token successor = seed(name + "-v2");
        SecretVersion stored = store(successor);
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));

        // When
        announce(rotation(first, successor, stored));

        // Then
        assertThat(client.end().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(NotNow.class);
    }

    @Test
    void theNextStartTakesUpWhatTheLastOneGaveUp() {
        // Given
        client = startClient(IMPATIENT);
        Token successor = seed(name + "-v2");
        SecretVersion stored = store(successor);
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));
        announce(rotation(first, successor, stored));
        await().until(() -> client.end().toCompletableFuture().isDone());
        client.close();
        azure.control().clearFaults();

        // When
        client = startClient();

        // Then
        awaitAcknowledgement(successor);
        assertThat(client.token().value()).isEqualTo(valueOf(successor));
    }

    @Test
    void goesOnAfterTheBrokerWasAway() {
        // Given
        client = startClient();
        Token second = seed(name + "-v2");
        announce(rotation(first, second, store(second)));
        awaitAcknowledgement(second);
        kafka.stop();
        kafka.start();
        Token third = seed(name + "-v3");
        TokenRotated rotated = rotation(second, third, store(third));

        // When
        announce(rotated);

        // Then
        awaitAcknowledgement(third);
        assertThat(client.token().value()).isEqualTo(valueOf(third));
    }

    @Test
    void everyInstanceLearnsOfTheRotation() {
        // Given
        client = startClient();
        try (TokenClient other = startClient("other-" + dependent, QUICK)) {
            Token successor = seed(name + "-v2");
            SecretVersion stored = store(successor);

            // When
            announce(rotation(first, successor, stored));

            // Then
            String expected = valueOf(successor);
            await().untilAsserted(() -> assertThat(client.token().value()).isEqualTo(expected));
            await().untilAsserted(() -> assertThat(other.token().value()).isEqualTo(expected));
        }
    }

    @Test
    void passesOverWhatItCannotReadAndWhatIsNotItsOwn() {
        // Given
        client = startClient();
        Token another = seed("another-" + name);
        announce(rotation(
                another, seed("another-" + name + "-v2"), new SecretVersion(vault(), another.secretName(), "v")));
        writer.writeRaw(
                Topic.TOKEN_ROTATED.topicName(),
                first.secretName(),
                Map.of("ce_type", "dev.patrol.token.rotated.v1", "ce_specversion", "1.0"),
                "no JSON".getBytes(UTF_8));
        writer.writeRaw(
                Topic.TOKEN_ROTATED.topicName(),
                first.secretName(),
                Map.of("ce_type", "dev.patrol.token.rotated.v9"),
                "{}".getBytes(UTF_8));
        Token successor = seed(name + "-v2");
        TokenRotated rotated = rotation(first, successor, store(successor));

        // When
        announce(rotated);

        // Then
        awaitAcknowledgement(successor);
        assertThat(client.token().value()).isEqualTo(valueOf(successor));
        assertThat(acknowledgements()).hasSize(1);
    }

    @Test
    void readsAnewWhenAsked() {
        // Given
        client = startClient();
        Token replacement = seed("by-hand-" + name);
        azure.control().keepUntagged(replacement.authorizationId(), first.secretName());

        // When
        HeldToken held = client.readAnew();

        // Then
        assertThat(held.value()).isEqualTo(valueOf(replacement));
        assertThat(held.authorizationId()).isEmpty();
        assertThat(client.token()).isEqualTo(held);
    }

    @Test
    void showsNoValue() {
        // Given
        client = startClient();

        // When
        String shown = client.token().toString();

        // Then
        assertThat(shown).contains(first.authorizationId().toString()).doesNotContain(valueOf(first));
    }

    @Test
    void leavesNothingBehindWhereItDoesNotStart() {
        // Given
        Map<String, Object> kafkaSettings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "client.id", name, "session.timeout.ms", "no number");
        ClientSettings settings = new ClientSettings(kafkaSettings, first.secretName(), dependent, QUICK);

        // When
        Throwable thrown = catchThrowable(() -> TokenClient.start(settings, TestVault.of(azure), Clock.systemUTC()));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(thread -> thread.contains(name));
    }

    private TokenClient startClient() {
        return startClient(QUICK);
    }

    private TokenClient startClient(Backoff backoff) {
        return startClient(dependent, backoff);
    }

    private TokenClient startClient(String instance, Backoff backoff) {
        ClientSettings settings = new ClientSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), first.secretName(), instance, backoff);
        return TokenClient.start(settings, TestVault.of(azure), Clock.systemUTC());
    }

    private static Token seed(String displayName) {
        UUID id = azure.control()
                .seedTokens(TokenSeed.of(displayName, SCOPE, Instant.now().plus(Duration.ofDays(30))))
                .get(0);
        TokenFact fact = azure.control().token(id).orElseThrow();
        return Token.of(
                azure.organizations().get(0),
                id,
                displayName,
                List.of(SCOPE),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    private static SecretVersion store(Token token) {
        String version = azure.control().keepInSecret(token.authorizationId(), token.secretName());
        return new SecretVersion(vault(), token.secretName(), version);
    }

    private static URI vault() {
        return azure.keyVaultUrl();
    }

    private static String valueOf(Token token) {
        return azure.control().valueOf(token.authorizationId()).orElseThrow().reveal();
    }

    private static TokenRotated rotation(Token previous, Token successor, SecretVersion stored) {
        return new TokenRotated(
                previous, successor, stored, Trigger.EXPIRY, Instant.now().plus(Duration.ofDays(1)));
    }

    private static Envelope<TokenRotated> announce(TokenRotated rotated) {
        return writer.write(new Envelope<>(
                Envelope.first(rotated, ROTATOR, Instant.now()).id(),
                ROTATOR,
                Instant.now(),
                "the-story",
                Optional.of("what-led-to-it"),
                rotated));
    }

    private ConsumerRecord<String, byte[]> awaitAcknowledgement(Token successor) {
        try (TopicReader reader = acknowledgementReader()) {
            return reader.awaitRecord(message -> isOurs(reader.open(message))
                    && ((RotationAcknowledged) reader.open(message).payload())
                            .authorizationId()
                            .equals(successor.authorizationId()));
        }
    }

    private List<Envelope<?>> acknowledgements() {
        try (TopicReader reader = acknowledgementReader()) {
            return reader.all().stream()
                    .<Envelope<?>>map(reader::open)
                    .filter(this::isOurs)
                    .toList();
        }
    }

    private boolean isOurs(Envelope<?> envelope) {
        return envelope.payload() instanceof RotationAcknowledged said
                && said.dependent().equals(dependent);
    }

    private static Envelope<?> open(ConsumerRecord<String, byte[]> message) {
        try (TopicReader reader = acknowledgementReader()) {
            return reader.open(message);
        }
    }

    private static TopicReader acknowledgementReader() {
        return new TopicReader(kafka.bootstrapServers(), Topic.ROTATION_ACKNOWLEDGEMENTS);
    }
}
