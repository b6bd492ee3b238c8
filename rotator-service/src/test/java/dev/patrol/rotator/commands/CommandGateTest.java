package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Command;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.wire.CommandSignature;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandGateTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    /** Whose commands an earlier run has begun to obey. */
    private static final String BEGINNER = "a beginner";

    private static final KeyPair TOOLING = keys();
    private static final KeyPair STRANGER = keys();

    static Stream<Arguments> ages() {
        return Stream.of(
                Arguments.of("given now", NOW, NOW, ""),
                Arguments.of("as old as may be", NOW.minus(Duration.ofMinutes(15)), NOW, ""),
                Arguments.of("a moment older", NOW.minus(Duration.ofMinutes(15)).minusMillis(1), NOW, "too-old"),
                Arguments.of("a year old", NOW.minus(Duration.ofDays(365)), NOW, "too-old"),
                Arguments.of("its record a year old", NOW, NOW.minus(Duration.ofDays(365)), "too-old"),
                Arguments.of("of a clock that is ahead", NOW.plus(Duration.ofMinutes(1)), NOW, ""),
                Arguments.of("of the future", NOW.plus(Duration.ofMinutes(1)).plusMillis(1), NOW, "of-the-future"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ages(String what, Instant given, Instant written, String code) {
        // When
        Optional<Refusal> refusal = refusal(settings("OFF"), revoke("fabrikam", given), Signing.NONE, written);

        // Then
        assertThat(refusal.map(Refusal::code).orElse("")).isEqualTo(code);
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.of(Duration.ofMinutes(16), BEGINNER, ""),
                Arguments.of(Duration.ofHours(23), BEGINNER, ""),
                Arguments.of(Duration.ofHours(25), BEGINNER, "too-old"),
                Arguments.of(Duration.ofMinutes(16), "somebody else", "too-old"));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void whatWasBegunIsFinishedAfterABreak(Duration age, String who, String code) {
        // Given
        Envelope<RevokeToken> command = command(
                new RevokeToken(TokenSelector.byAuthorizationId("fabrikam", new UUID(0, 1)), "It leaked.", who, false),
                NOW.minus(age));

        // When
        Optional<Refusal> refusal = refusal(settings("OFF"), command, Signing.NONE, NOW);

        // Then
        assertThat(refusal.map(Refusal::code).orElse("")).isEqualTo(code);
    }

    @Test
    void whereThereAreKeysACommandHasToBeSignedWithoutSayingSo() {
        // When
        Optional<Refusal> refusal = refusal(settings("AUTO"), revoke("fabrikam", NOW), Signing.NONE, NOW);

        // Then
        assertThat(refusal).map(Refusal::code).contains("not-signed");
    }

    @Test
    void whereThereAreNoKeysNothingHasToBeSigned() {
        // When
        Optional<Refusal> refusal =
                refusal(settings("AUTO", new CommandSettings.Key[0]), revoke("fabrikam", NOW), Signing.NONE, NOW);

        // Then
        assertThat(refusal).isEmpty();
    }

    @Test
    void anOrganizationThatIsNotLookedAfterIsRefused() {
        // When
        Optional<Refusal> refusal = refusal(settings("OFF"), revoke("elsewhere", NOW), Signing.NONE, NOW);

        // Then
        assertThat(refusal).map(Refusal::code).contains("foreign-organization");
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("not signed", revoke("fabrikam", NOW), Signing.NONE, "not-signed"),
                Arguments.of("signed", revoke("fabrikam", NOW), Signing.of("tooling", TOOLING), ""),
                Arguments.of("unknown key", revoke("fabrikam", NOW), Signing.of("other", TOOLING), "unknown-key"),
                Arguments.of(
                        "another key's", revoke("fabrikam", NOW), Signing.of("tooling", STRANGER), "wrong-signature"),
                Arguments.of(
                        "changed afterwards",
                        revoke("fabrikam", NOW),
                        Signing.of("tooling", TOOLING).broken(),
                        "wrong-signature"),
                Arguments.of("not allowed", revokeAll("fabrikam"), Signing.of("tooling", TOOLING), "not-permitted"),
                Arguments.of(
                        "not allowed there", revoke("contoso", NOW), Signing.of("tooling", TOOLING), "not-permitted"),
                Arguments.of(
                        "replayed",
                        revoke("fabrikam", NOW.minus(Duration.ofDays(1))),
                        Signing.of("tooling", TOOLING),
                        "too-old"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void signatures(String what, Envelope<? extends Command> command, Signing signing, String code) {
        // When
        Optional<Refusal> refusal = refusal(settings("REQUIRED"), command, signing, NOW);

        // Then
        assertThat(refusal.map(Refusal::code).orElse("")).isEqualTo(code);
        refusal.ifPresent(why -> {
            assertThat(why.severity()).isEqualTo(Severity.HIGH);
            assertThat(why.remedy()).isNotBlank();
        });
    }

    @Test
    void theSettingsCanBeAskedBeforeTheServiceStarts() {
        // When
        List<String> problems = CommandKeys.problems();

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        // Given
        CommandSettings wrong =
                settings("REQUIRED", key("a", "nonsense", "revoke-everything"), key("a", "", "restore"));

        // When
        List<String> problems = CommandKeys.problemsOf(wrong);

        // Then
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).contains("KEYS_0__PUBLIC_KEY", "openssl"))
                .anySatisfy(line -> assertThat(line).contains("KEYS_0__MAY", "revoke-everything"))
                .anySatisfy(line -> assertThat(line).contains("KEYS_1__ID", "of its own"));
    }

    @Test
    void signaturesThatAreDemandedOfNobodyAreNoSense() {
        // When
        List<String> problems = CommandKeys.problemsOf(settings("REQUIRED", new CommandSettings.Key[0]));

        // Then
        assertThat(problems).singleElement().asString().contains("PATROL_COMMANDS_SIGNATURES");
    }

    private static Optional<Refusal> refusal(
            CommandSettings settings, Envelope<? extends Command> command, Signing signing, Instant written) {
        EncodedMessage message = new MessageCodec().encode(command);
        Map<String, String> headers = new HashMap<>(message.headers());
        signing.apply(headers, message.value());
        return new CommandGate(settings, List.of("fabrikam", "contoso")::contains, begun -> begun.payload()
                        .requestedBy()
                        .equals(BEGINNER))
                .refusal(command, headers, message.value(), written, NOW);
    }

    private static Envelope<RevokeToken> revoke(String organization, Instant given) {
        return command(
                new RevokeToken(
                        TokenSelector.byAuthorizationId(organization, new UUID(0, 1)), "It leaked.", "somebody", false),
                given);
    }

    private static Envelope<RevokeAll> revokeAll(String organization) {
        return command(
                new RevokeAll(
                        new TokenFilter(organization, null, null, null, null),
                        "It leaked.",
                        "somebody",
                        false,
                        true,
                        false,
                        null),
                NOW);
    }

    private static <T extends Command> Envelope<T> command(T payload, Instant given) {
        return Envelope.first(payload, URI.create("/test"), given);
    }

    /** How a record is signed. */
    private record Signing(String id, KeyPair keys, boolean isBroken) {
        static final Signing NONE = new Signing(null, null, false);

        static Signing of(String id, KeyPair keys) {
            return new Signing(id, keys, false);
        }

        Signing broken() {
            return new Signing(id, keys, true);
        }

        void apply(Map<String, String> headers, byte[] value) {
            if (id != null) {
                byte[] signed = isBroken ? "{}".getBytes(UTF_8) : value;
                headers.put(CommandSignature.SIGNATURE, CommandSignature.sign(keys.getPrivate(), headers, signed));
                headers.put(CommandSignature.KEY_ID, id);
            }
        }

        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    private static CommandSettings settings(String signatures) {
        return settings(
                signatures,
                key(
                        "tooling",
                        Base64.getEncoder().encodeToString(TOOLING.getPublic().getEncoded()),
                        "revoke-token"));
    }

    private static CommandSettings settings(String signatures, CommandSettings.Key... keys) {
        return new CommandSettings() {
            @Override
            public Duration maxAge() {
                return Duration.ofMinutes(15);
            }

            @Override
            public Duration clockSkew() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Optional<Duration> longestValidity() {
                return Optional.empty();
            }

            @Override
            public String signatures() {
                return signatures;
            }

            @Override
            public List<Key> keys() {
                return List.of(keys);
            }
        };
    }

    private static CommandSettings.Key key(String id, String publicKey, String may) {
        return new CommandSettings.Key() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String publicKey() {
                return publicKey;
            }

            @Override
            public List<String> may() {
                return List.of(may);
            }

            @Override
            public Optional<List<String>> organizations() {
                return Optional.of(List.of("Fabrikam"));
            }
        };
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance(CommandSignature.ALGORITHM).generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
