package dev.patrol.cli.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.FakeRotator;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.CommandSignature;
import dev.patrol.test.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
    private final String organization = SharedBroker.organization();

    @TempDir
    Path folder;

    @Test
    void signsACommandSoThatItsKeyProvesIt() throws Exception {
        // Given
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path file = keyFile(pem(pair.getPrivate().getEncoded()), "rw-------");

        // When
        Ran ran = revoke("--key", file.toString());

        // Then
        assertThat(ran.exitCode()).isZero();
        ConsumerRecord<String, byte[]> sent = sent();
        Map<String, String> headers = FakeRotator.headersOf(sent);
        assertThat(headers).containsEntry(CommandSignature.KEY_ID, "incident-team");
        assertThat(CommandSignature.isSigned(pair.getPublic(), headers, sent.value()))
                .isTrue();
        assertThat(ran.everything())
                .doesNotContain(
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        // When
        Ran ran = revoke();

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(FakeRotator.headersOf(sent()))
                .doesNotContainKeys(CommandSignature.KEY_ID, CommandSignature.SIGNATURE);
    }

    @Test
    void theListsNameOfAKeyCanBeGiven() throws Exception {
        // Given
        Path file = keyFile(newKey(), "r--------");

        // When
        revoke("--key", file.toString(), "--key-id", "ana-2026");

        // Then
        assertThat(FakeRotator.headersOf(sent())).containsEntry(CommandSignature.KEY_ID, "ana-2026");
    }

    @ParameterizedTest
    @CsvSource({"'',incident-team", "ana-2026,ana-2026"})
    void theKeyOfTheEnvironmentSignsWhereTheCallNamesNone(String id, String expected) throws Exception {
        // Given
        Path file = keyFile(newKey(), "rw-------");

        // When
        Ran ran = revoke(SharedBroker.environment("COMMAND_KEY_FILE", file.toString(), "COMMAND_KEY_ID", id));

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(FakeRotator.headersOf(sent())).containsEntry(CommandSignature.KEY_ID, expected);
    }

    @Test
    void theCallsKeyGoesBeforeThatOfTheEnvironment() throws Exception {
        // Given
        Path file = keyFile(newKey(), "rw-------");

        // When
        revoke(
                SharedBroker.environment("COMMAND_KEY_FILE", "nowhere", "COMMAND_KEY_ID", "of-the-environment"),
                "--key",
                file.toString());

        // Then
        assertThat(FakeRotator.headersOf(sent())).containsEntry(CommandSignature.KEY_ID, "incident-team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw-rw-rw-"})
    void aKeyThatOthersHaveARightToIsNotUsed(String rights) throws Exception {
        // Given
        Path file = keyFile("whatever", rights);

        // When
        Ran ran = revoke("--key", file.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains("Others than its owner have a right to", "chmod 600");
    }

    @ParameterizedTest
    @CsvSource({"RSA", "X25519", "none", "garbage", "public"})
    void whatIsNoSuchKeyIsNotQuoted(String kind) throws Exception {
        // Given
        String text =
                switch (kind) {
                    case "none" -> "hunter2";
                    case "garbage" -> pem("hunter2 hunter2 hunter2".getBytes(US_ASCII));
                    case "public" ->
                        pem(KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPublic()
                                .getEncoded());
                    default ->
                        pem(KeyPairGenerator.getInstance(kind)
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded());
                };
        Path file = keyFile(text, "rw-------");

        // When
        Ran ran = revoke("--key", file.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err())
                .contains("does not hold a private key for Ed25519", "openssl genpkey")
                .doesNotContain("hunter2");
    }

    @Test
    void aMissingFileIsSaid() {
        // When
        Ran ran = revoke("--key", folder.resolve("nowhere").toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).startsWith("There is no key in");
    }

    private Ran revoke(String... more) {
        return revoke(SharedBroker.environment(), more);
    }

    private Ran revoke(Map<String, String> environment, String... more) {
        String[] all = Stream.concat(
                        Stream.of("revoke", "--secret-name", "s", "--organization", organization, "--reason", "r"),
                        Stream.of(more))
                .toArray(String[]::new);
        return Ran.inProcess(environment, all);
    }

    private ConsumerRecord<String, byte[]> sent() {
        try (TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), Topic.REVOKE_COMMANDS)) {
            return reader.awaitRecord(message -> reader.open(message).payload() instanceof RevokeToken revoke
                    && revoke.token().organization().equals(organization));
        }
    }

    private Path keyFile(String text, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("incident-team.pem"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    private static String newKey() throws NoSuchAlgorithmException {
        return pem(KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded());
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
