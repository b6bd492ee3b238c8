package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Command;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.CommandSignature;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotator that obeys signed commands only. Its broker lets anybody write. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(SignedCommandsTest.SignaturesRequired.class)
class SignedCommandsTest extends RotationFixture {
    private static final String TOOLING = "tooling";
    private static final String OFFICER = "the duty officer";
    private static final URI SOURCE = URI.create("/test");

    /** The key pair of RFC 8032, 7.1, test 1, as PEM files have it. */
    private static final String PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    private static final String PUBLIC = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    public static final class SignaturesRequired implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "patrol.commands.signatures",
                    "REQUIRED",
                    "patrol.commands.keys[0].id",
                    TOOLING,
                    "patrol.commands.keys[0].public-key",
                    PUBLIC,
                    "patrol.commands.keys[0].may",
                    "revoke-token,rotate-token");
        }
    }

    /** What somebody can write who has no key, but may have seen what the tooling has written. */
    enum Forgery {
        NOT_SIGNED("not-signed"),
        KEY_WITHOUT_SIGNATURE("not-signed"),
        SIGNATURE_WITHOUT_KEY("not-signed"),
        UNKNOWN_KEY("unknown-key"),
        NO_SIGNATURE_AT_ALL("wrong-signature"),
        OF_ANOTHER_KEY("wrong-signature"),
        OF_ANOTHER_COMMAND("wrong-signature"),
        CHANGED_VALUE("wrong-signature"),
        CHANGED_ID("wrong-signature"),
        CHANGED_TIME("wrong-signature"),
        CHANGED_SOURCE("wrong-signature");

        private final String code;

        Forgery(String code) {
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheToolingHasNotSignedIsRefusedAndAnnounced(Forgery forgery) throws GeneralSecurityException {
        // Given
        Token token = seed("forged-" + forgery, "vso.code");
        Message genuine = Message.of(command(revoke(byId(token), false), Instant.now()));

        // When
        Message forged = forge(forgery, genuine);
        write(forged);

        // Then
        CommandRefused refused = awaitRefusal(forged.id());
        assertThat(refused.code()).isEqualTo(forgery.code);
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        assertThat(refused.organization()).isEqualTo(token.organization());
        assertThat(refused.requestedBy()).isEqualTo(OFFICER);
        assertThat(refused.remedy()).isNotBlank();
        assertThatNothingIsAskedOf(token, forged.id());
    }

    @Test
    void whoeverSignsIsObeyedOnceHoweverOftenTheRecordComes() {
        // Given
        Token token = seed("signed", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());
        Message command = Message.of(command(
                        revoke(TokenSelector.bySecretName(token.organization(), token.secretName()), true),
                        Instant.now()))
                .signed(TOOLING, tooling());
        write(command);
        Token successor = successorOf(token);

        // When
        write(command);

        // Then
        CommandRefused refused = awaitRefusal(command.id());
        assertThat(refused.code()).isEqualTo("done-already");
        Envelope<TokenRevoked> revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, said -> said.token()
                .authorizationId()
                .equals(token.authorizationId()));
        assertThat(revoked.causationId()).contains(command.id());
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(successor.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(ofLineage(token)).hasSize(2);
    }

    @Test
    void aRecordOfAnIdThatComesAgainMakesNoSecondSuccessor() {
        // Given
        Token token = seed("signed-by-id", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());
        Message command =
                Message.of(command(revoke(byId(token), true), Instant.now())).signed(TOOLING, tooling());
        write(command);
        Token successor = successorOf(token);
        Token later = seed("after-it", "vso.code");

        // When
        write(command);

        // Then
        Message last =
                Message.of(command(revoke(byId(later), false), Instant.now())).signed(TOOLING, tooling());
        write(last);
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, said -> said.token()
                .authorizationId()
                .equals(later.authorizationId()));
        Awaitility.await().until(() -> requestsOf(command.id()) == 2);
        assertThat(stateOf(successor.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(ofLineage(token)).hasSize(2);
    }

    @Test
    void aSignedCommandOfLastYearIsRefusedAsAReplay() {
        // Given
        Token token = seed("stale", "vso.code");
        Message command = Message.of(
                        command(revoke(byId(token), false), Instant.now().minus(Duration.ofDays(365))))
                .signed(TOOLING, tooling());

        // When
        write(command);

        // Then
        CommandRefused refused = awaitRefusal(command.id());
        assertThat(refused.code()).isEqualTo("too-old");
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        assertThatNothingIsAskedOf(token, command.id());
    }

    @Test
    void aKeyThatMayRevokeOneTokenMayNotRevokeAll() {
        // Given
        Token token = seed("not-all", "vso.code");
        Message command = Message.of(command(
                        new RevokeAll(
                                new TokenFilter(token.organization(), "not-all", null, null, null),
                                "It leaked.",
                                OFFICER,
                                false,
                                true,
                                false,
                                null),
                        Instant.now()))
                .signed(TOOLING, tooling());

        // When
        write(command);

        // Then
        CommandRefused refused = awaitRefusal(command.id());
        assertThat(refused.code()).isEqualTo("not-permitted");
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        assertThatNothingIsAskedOf(token, command.id());
    }

    @Test
    void aKeyThatMayNotCreateIsRefusedOnTheOtherTopicToo() {
        // Given
        Message command = Message.of(command(
                        new CreateToken(
                                AzureResource.organization(),
                                "not-created",
                                List.of("vso.code"),
                                Duration.ofDays(30),
                                null,
                                "A new service.",
                                OFFICER),
                        Instant.now()))
                .signed(TOOLING, tooling());

        // When
        write(command);

        // Then
        assertThat(awaitRefusal(command.id()).code()).isEqualTo("not-permitted");
        assertThat(named("not-created")).isEmpty();
    }

    /** What is no command, or not this topic's. */
    enum Malformation {
        CUT_OFF,
        NO_VALUE,
        UNKNOWN_TYPE,
        WITHOUT_TIME,
        ON_THE_WRONG_TOPIC
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoCommandIsRefusedAnnouncedAndKeptWhoeverSignedIt(Malformation malformation) {
        // Given
        Token token = seed("malformed-" + malformation, "vso.code");
        Message genuine = Message.of(command(revoke(byId(token), false), Instant.now()));
        Message malformed =
                switch (malformation) {
                    case CUT_OFF ->
                        genuine.withValue("{\"token\":".getBytes(UTF_8)).signed(TOOLING, tooling());
                    case NO_VALUE -> genuine.signed(TOOLING, tooling()).withValue(null);
                    case UNKNOWN_TYPE ->
                        genuine.with("ce_type", "dev.patrol.command.revoke-token.v9")
                                .signed(TOOLING, tooling());
                    case WITHOUT_TIME -> genuine.without("ce_time").signed(TOOLING, tooling());
                    case ON_THE_WRONG_TOPIC ->
                        genuine.on(Topic.Names.ROTATE_COMMANDS).signed(TOOLING, tooling());
                };

        // When
        write(malformed);

        // Then
        CommandRefused refused = awaitRefusal(genuine.id());
        assertThat(refused.code()).isEqualTo("malformed");
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        try (TopicReader letters = TopicReader.of(Topic.DEAD_LETTERS)) {
            letters.awaitRecord(letter -> genuine.id()
                    .equals(new String(letter.headers().lastHeader("ce_id").value(), UTF_8)));
        }
        assertThatNothingIsAskedOf(token, genuine.id());
    }

    private Message forge(Forgery forgery, Message genuine) throws GeneralSecurityException {
        Message signed = genuine.signed(TOOLING, tooling());
        return switch (forgery) {
            case NOT_SIGNED -> genuine;
            case KEY_WITHOUT_SIGNATURE -> signed.without(CommandSignature.SIGNATURE);
            case SIGNATURE_WITHOUT_KEY -> signed.without(CommandSignature.KEY_ID);
            case UNKNOWN_KEY -> genuine.signed("somebody", stranger());
            case NO_SIGNATURE_AT_ALL -> signed.with(CommandSignature.SIGNATURE, "no Base64!");
            case OF_ANOTHER_KEY -> genuine.signed(TOOLING, stranger());
            case OF_ANOTHER_COMMAND -> {
                Token other = seed("other-than-" + forgery, "vso.code");
                Message ofOther = Message.of(command(revoke(byId(other), false), Instant.now()))
                        .signed(TOOLING, tooling());
                yield genuine.with(CommandSignature.KEY_ID, TOOLING)
                        .with(CommandSignature.SIGNATURE, ofOther.headers().get(CommandSignature.SIGNATURE));
            }
            case CHANGED_VALUE ->
                signed.withValue(new String(signed.value(), UTF_8)
                        .replace("It leaked.", "It lea.ked")
                        .getBytes(UTF_8));
            case CHANGED_ID -> signed.with("ce_id", UUID.randomUUID().toString());
            case CHANGED_TIME ->
                signed.with("ce_time", Instant.now().plusSeconds(1).toString());
            case CHANGED_SOURCE -> signed.with("ce_source", "/somebody");
        };
    }

    private void assertThatNothingIsAskedOf(Token token, String commandId) {
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(requestsOf(commandId)).isZero();
    }

    private static long requestsOf(String commandId) {
        try (TopicReader requests = TopicReader.of(Topic.ROTATION_REQUESTS)) {
            return requests.allEvents(RotationRequested.class).stream()
                    .filter(request -> request.commandId().equals(commandId))
                    .count();
        }
    }

    private List<TokenFact> ofLineage(Token token) {
        return azure.tokens().stream()
                .filter(fact ->
                        Lineage.of(token.organization(), fact.displayName()).equals(token.lineage()))
                .toList();
    }

    private void write(Message message) {
        topics.writeRaw(message.topic(), message.key(), message.headers(), message.value());
    }

    private static CommandRefused awaitRefusal(String commandId) {
        Envelope<CommandRefused> refusal = await(Topic.COMMAND_RESULTS, CommandRefused.class, said -> said.commandId()
                .equals(commandId));
        assertThat(refusal.causationId()).contains(commandId);
        return refusal.payload();
    }

    private static TokenSelector byId(Token token) {
        return TokenSelector.byAuthorizationId(token.organization(), token.authorizationId());
    }

    private static RevokeToken revoke(TokenSelector token, boolean rotateAfterwards) {
        return new RevokeToken(token, "It leaked.", OFFICER, rotateAfterwards);
    }

    private static <T extends Command> Envelope<T> command(T payload, Instant given) {
        return Envelope.first(payload, SOURCE, given);
    }

    private static PrivateKey tooling() {
        try {
            return KeyFactory.getInstance(CommandSignature.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey stranger() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(CommandSignature.ALGORITHM)
                .generateKeyPair()
                .getPrivate();
    }

    /** A record as it is about to be written. */
    private record Message(String topic, String key, Map<String, String> headers, byte[] value) {
        static Message of(Envelope<?> command) {
            EncodedMessage encoded = new MessageCodec().encode(command);
            return new Message(encoded.topic(), encoded.key(), encoded.headers(), encoded.value());
        }

        String id() {
            return headers.get("ce_id");
        }

        Message signed(String keyId, PrivateKey privateKey) {
            return with(CommandSignature.SIGNATURE, CommandSignature.sign(privateKey, headers, value))
                    .with(CommandSignature.KEY_ID, keyId);
        }

        Message with(String name, String text) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(name, text);
            return new Message(topic, key, changed, value);
        }

        Message without(String name) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.remove(name);
            return new Message(topic, key, changed, value);
        }

        Message withValue(byte[] changed) {
            return new Message(topic, key, headers, changed);
        }

        Message on(String otherTopic) {
            return new Message(otherTopic, key, headers, value);
        }
    }
}
