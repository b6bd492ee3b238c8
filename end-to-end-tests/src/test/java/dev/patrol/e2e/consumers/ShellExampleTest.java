package dev.patrol.e2e.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The shell example against a simulated vault. */
@EnabledIf(value = "dev.patrol.e2e.consumers.Examples#toolsArePresent", disabledReason = Examples.TOOLS)
class ShellExampleTest {
    private static final String SECRET = "ci-1a2b3c4d";

    @TempDir
    Path folder;

    private final AzureSimulator azure = AzureSimulator.start();
    private final Map<String, String> environment = new HashMap<>();
    private Path tokenFile;
    private UUID first;

    @BeforeEach
    void storeTheFirstToken() {
        tokenFile = folder.resolve("token");
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("SECRET_NAME", SECRET);
        environment.put("TOKEN_FILE", tokenFile.toString());
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("CURL_CA_BUNDLE", azure.certificateAuthority().toString());
        environment.put("RETRIES", "1");
        first = store("ci");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void takesTheValueIntoAFileOfItsOwner() throws IOException {
        // When
        ShellRun run = look();

        // Then
        assertThat(run).isEqualTo(new ShellRun(0, ""));
        assertThat(tokenFile).hasContent(valueOf(first));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
                .isEqualTo("rw-------");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void doesNothingWhileTheVersionIsTheSame() {
        // Given
        look();

        // When
        ShellRun run = look();

        // Then
        assertThat(run).isEqualTo(new ShellRun(0, ""));
        assertThat(changes()).hasSize(1);
    }

    @Test
    void takesTheNextVersionAndSaysSo() {
        // Given
        look();
        UUID second = store("ci-v2");

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(tokenFile).hasContent(valueOf(second));
        assertThat(changes()).hasSize(2);
    }

    @Test
    void takesTheValueAgainWhereTheFileIsLost() throws IOException {
        // Given
        look();
        Files.delete(tokenFile);

        // When
        look();

        // Then
        assertThat(tokenFile).hasContent(valueOf(first));
    }

    @Test
    void runsACommandAgainThatFailed() {
        // Given
        ShellRun.of(environment, folder.resolve("output"), "false");

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void repeatsACallThatFailsInPassing() {
        // Given
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503).withTimes(1));

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(tokenFile).hasContent(valueOf(first));
    }

    @Test
    void keepsWhatItHasWhileTheVaultIsDead() {
        // Given
        look();
        store("ci-v2");
        azure.control().addFault(Fault.status(Api.SECRET_GET, 503));

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("503");
        assertThat(tokenFile).hasContent(valueOf(first));
        assertThat(changes()).hasSize(1);
    }

    @Test
    void saysWhichSettingIsMissing() {
        // Given
        environment.remove("SECRET_NAME");

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("SECRET_NAME: is not set");
    }

    @Test
    void signsInAtTheEndpointOfAVirtualMachine() throws IOException {
        // Given
        environment.remove("IDENTITY_ENDPOINT");
        environment.remove("IDENTITY_HEADER");
        environment.put("AZURE_CLIENT_ID", "00000000-0000-0000-0000-00000000000a");
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer machine = machineEndpoint(asked);
        environment.put(
                "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                "http://127.0.0.1:" + machine.getAddress().getPort());

        // When
        ShellRun run = look();

        // Then
        machine.stop(0);
        assertThat(run).isEqualTo(new ShellRun(0, ""));
        assertThat(tokenFile).hasContent(valueOf(first));
        assertThat(asked)
                .containsExactly(
                        "/metadata/identity/oauth2/token?api-version=2018-02-01"
                                + "&resource=https%3A%2F%2Fvault.azure.net&client_id=00000000-0000-0000-0000-00000000000a true");
    }

    @Test
    void showsNoSecretOnACommandLine() throws IOException {
        // Given
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path seen = folder.resolve("seen");
        for (String tool : List.of("curl", "jq")) {
            Path wrapper = Files.writeString(tools.resolve(tool), """
                    #!/bin/sh
                    printf '%%s\\n' "$@" >>'%s'
                    PATH=${PATH#*:}
                    exec %s "$@"
                    """.formatted(seen, tool));
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        }
        environment.put("PATH", tools + ":" + System.getenv("PATH"));

        // When
        ShellRun run = look();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(seen).content().contains("secrets/" + SECRET, ".access_token");
        assertThat(seen)
                .content()
                .doesNotContain("Bearer", azure.identityHeader().reveal(), valueOf(first));
    }

    /** One look, whose command leaves a line. */
    private ShellRun look() {
        return ShellRun.of(
                environment,
                folder.resolve("output"),
                "sh",
                "-c",
                "echo changed >>'" + folder.resolve("changes") + "'");
    }

    private List<String> changes() {
        try {
            return Files.readAllLines(folder.resolve("changes"));
        } catch (IOException e) {
            throw new AssertionError("The command has not run", e);
        }
    }

    private UUID store(String displayName) {
        UUID id = azure.control()
                .seedTokens(TokenSeed.of(displayName, "vso.code", Instant.now().plus(Duration.ofDays(30))))
                .get(0);
        azure.control().keepInSecret(id, SECRET);
        return id;
    }

    private String valueOf(UUID token) {
        return azure.control().valueOf(token).orElseThrow().reveal();
    }

    /** What a virtual machine offers, answered by the simulator's other endpoint. */
    private HttpServer machineEndpoint(List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Metadata"));
            byte[] answer = identityEndpointAnswer().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String identityEndpointAnswer() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        azure.identityEndpoint() + "?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net"))
                .header("X-IDENTITY-HEADER", azure.identityHeader().reveal())
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
