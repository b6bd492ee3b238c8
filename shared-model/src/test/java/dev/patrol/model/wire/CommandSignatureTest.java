package dev.patrol.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSignatureTest {
    private static final byte[] VALUE = "{\"reason\":\"It leaked.\"}".getBytes(UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "ce_id", "8a4b",
            "ce_type", "dev.patrol.command.revoke-all.v1",
            "ce_source", "/contoso/siem",
            "ce_time", "2026-03-02T12:00:00Z");

    private static KeyPair own;
    private static KeyPair other;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(CommandSignature.ALGORITHM);
        own = generator.generateKeyPair();
        other = generator.generateKeyPair();
    }

    @Test
    void whatWasSignedIsFoundSigned() {
        // When
        Map<String, String> signed = signed(HEADERS);

        // Then
        assertThat(CommandSignature.isSigned(own.getPublic(), signed, VALUE)).isTrue();
    }

    @Test
    void anotherKeysSignatureIsNone() {
        // When
        Map<String, String> signed = signed(HEADERS);

        // Then
        assertThat(CommandSignature.isSigned(other.getPublic(), signed, VALUE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_time"})
    void aChangedHeaderBreaksTheSignature(String name) {
        // Given
        Map<String, String> changed = signed(HEADERS);

        // When
        changed.merge(name, "x", String::concat);

        // Then
        assertThat(CommandSignature.isSigned(own.getPublic(), changed, VALUE)).isFalse();
    }

    @Test
    void aChangedValueBreaksTheSignature() {
        // Given
        Map<String, String> signed = signed(HEADERS);

        // When
        byte[] changed = "{\"reason\":\"It leaked!\"}".getBytes(UTF_8);

        // Then
        assertThat(CommandSignature.isSigned(own.getPublic(), signed, changed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "\u0000"})
    void whatIsNoSignatureIsNone(String text) {
        // Given
        Map<String, String> headers = signed(HEADERS);

        // When
        headers.put(CommandSignature.SIGNATURE, text);

        // Then
        assertThat(CommandSignature.isSigned(own.getPublic(), headers, VALUE)).isFalse();
    }

    @Test
    void aLineFeedInAHeaderIsNeverSigned() {
        // Given
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put("ce_id", "8a4b\nmore");

        // When, then
        assertThatThrownBy(() -> CommandSignature.sign(own.getPrivate(), headers, VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> signed(Map<String, String> headers) {
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put(CommandSignature.KEY_ID, "siem");
        signed.put(CommandSignature.SIGNATURE, CommandSignature.sign(own.getPrivate(), headers, VALUE));
        return signed;
    }
}
