package dev.patrol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What orders records among each other, as {@code docs/topics.md} has it. */
class RecordKeyTest {
    private static final Token TOKEN = Samples.token();
    private static final String SECRET = TOKEN.secretName();
    private static final String ID = TOKEN.authorizationId().toString();
    private static final String LINEAGE = TOKEN.lineage().toString();

    static Stream<Arguments> keysAndSubjects() {
        return Stream.of(
                arguments(first(MessageType.TOKEN_OBSERVED), ID, LINEAGE),
                arguments(first(MessageType.TOKEN_EXPIRING), SECRET, LINEAGE),
                arguments(first(MessageType.TOKEN_REVOKED), SECRET, LINEAGE),
                arguments(
                        first(MessageType.TOKEN_ROTATED),
                        Samples.bareToken().secretName(),
                        Samples.bareToken().lineage().toString()),
                arguments(first(MessageType.ROTATION_FAILED), SECRET, LINEAGE),
                arguments(first(MessageType.TOKEN_COMPROMISED), SECRET, LINEAGE),
                arguments(first(MessageType.TOKEN_UNUSED), SECRET, LINEAGE),
                arguments(first(MessageType.POLICY_VIOLATED), SECRET, LINEAGE),
                arguments(Samples.of(MessageType.POLICY_VIOLATED).get(1), "contoso", "contoso"),
                arguments(first(MessageType.POLICY_MENDED), SECRET, LINEAGE),
                arguments(Samples.of(MessageType.POLICY_MENDED).get(1), "contoso", "contoso"),
                arguments(first(MessageType.AUDIT_ENTRY), ID, ID),
                arguments(Samples.of(MessageType.AUDIT_ENTRY).get(1), "contoso", "contoso"),
                arguments(first(MessageType.AUDIT_REPORT), "contoso", "contoso"),
                arguments(first(MessageType.ROTATION_ACKNOWLEDGED), SECRET, SECRET),
                arguments(first(MessageType.REVOKE_ALL), "contoso", "contoso"),
                arguments(first(MessageType.RESTORE), "contoso", "contoso"),
                arguments(first(MessageType.SCAN), "scan", "scan"),
                arguments(create("build farm-v2", null), secretOf("build farm"), secretOf("build farm")),
                arguments(create("build farm", "their-own"), "their-own", "their-own"),
                arguments(rotate(TokenSelector.byDisplayName("contoso", TOKEN.displayName())), SECRET, SECRET),
                arguments(rotate(TokenSelector.byDisplayName("Contoso", TOKEN.displayName())), SECRET, SECRET),
                arguments(rotate(TokenSelector.bySecretName("contoso", SECRET)), SECRET, SECRET),
                arguments(rotate(TokenSelector.byAuthorizationId("contoso", TOKEN.authorizationId())), ID, ID));
    }

    @ParameterizedTest
    @MethodSource("keysAndSubjects")
    void recordsOfOneLineageAreInOrderWhereverItIsKnown(Payload payload, String key, String subject) {
        // When
        String recordKey = payload.recordKey();

        // Then
        assertThat(recordKey).isEqualTo(key);
        assertThat(payload.subject()).isEqualTo(subject);
    }

    @Test
    void aNameWithHalfASurrogatePairIsTheSameInEventsAndCommands() {
        // Given
        String name = "half \ud83d";
        Token token = Token.of(
                "contoso",
                TOKEN.authorizationId(),
                name,
                List.of(),
                Samples.NOON,
                Samples.NOON,
                false,
                Optional.empty());

        // When
        CreateToken created = create(name, null);
        TokenSelector selected = TokenSelector.byDisplayName("contoso", name);

        // Then
        assertThat(List.of(token.displayName(), created.displayName(), selected.displayName()))
                .containsOnly("half \ufffd");
        assertThat(List.of(token.secretName(), created.recordKey(), selected.recordKey()))
                .containsOnly(secretOf(name));
    }

    private static Payload first(MessageType type) {
        return Samples.of(type).get(0);
    }

    private static CreateToken create(String displayName, String secretName) {
        return new CreateToken(
                "contoso", displayName, List.of("vso.code"), Duration.ofDays(30), secretName, "A new farm.", "team");
    }

    private static RotateToken rotate(TokenSelector selector) {
        return new RotateToken(selector, "A colleague left.", "team");
    }

    private static String secretOf(String displayName) {
        return Lineage.of("contoso", displayName).secretName();
    }
}
