package dev.patrol.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.cli.PatrolCli;
import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person answers on the simulator's page. Where the sign-in is kept in a vault, the program is a process of its own. */
class LoginTest {
    private static final Pattern SHOWN = Pattern.compile("Open +(\\S+)\\s+2\\. Enter +(\\S+)");
    private static final String PERSON = "rotation@fabrikam.example";
    private static final int TERMINATED = 143;
    private static final long LONGEST_SECONDS = 30;

    @TempDir
    Path folder;

    private AzureSimulator azure;

    @BeforeEach
    void start() {
        azure = AzureSimulator.start();
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void whoSignsInOnThePageIsWhoTheServicesCallAs() {
        // When
        Ran login = login(Map.of(), "answer=approve&user=" + PERSON);

        // Then
        assertThat(login.exitCode()).as(login.everything()).isZero();
        assertThat(login.out())
                .contains(
                        azure.signInPage().toString(),
                        "Sign in as the service user",
                        "(15 min 0 s)",
                        "Signed in as " + PERSON + " in the tenant " + azure.tenantId(),
                        "in the vault " + azure.keyVaultUrl(),
                        "The PAT lifecycle API of the organization fabrikam accepts this sign-in.");
        assertThat(login.err()).isEmpty();
        Ran check = Ran.asProcess(environment(Map.of()), "check", "--json", "--service", "scanner");
        assertThat(check.sentence("Azure DevOps fabrikam", "sign-in")).contains(PERSON);
        assertThat(check.state("Azure DevOps fabrikam", "PAT lifecycle")).isEqualTo("ok");
        assertThat(check.state("secret store", "write")).isEqualTo("ok");
        assertThat(azure.control().findTokenValue(check.everything())).isEmpty();
    }

    @Test
    void saysThatThePersonDeclined() {
        // When
        Ran login = login(folderAsStore(), "answer=decline");

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("declined in the browser", "./patrol login");
        assertThat(login.out()).doesNotContain("Signed in as");
    }

    @Test
    void saysThatTheCodeExpired() {
        // Given
        azure.control().changePolicies(Map.of("deviceCodeSeconds", 1));

        // When
        Ran login = login(folderAsStore());

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("code expired");
    }

    @Test
    void saysThatTheTenantIsWrong() {
        // When
        Ran login = login(folderAsStoreAnd("AZURE_DEVOPS_TENANT_ID", "contoso.example"));

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("AZURE_DEVOPS_TENANT_ID");
    }

    @Test
    void saysThatTheApplicationIsWrongOrNotPublic() {
        // When
        Ran login = login(folderAsStoreAnd("AZURE_DEVOPS_CLIENT_ID", "another"));

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("AZURE_DEVOPS_CLIENT_ID", "public client flows");
    }

    @Test
    void saysThatTheConsentIsMissing() {
        // Given
        azure.control().changePolicies(Map.of("appPermissions", List.of("vso.pats")));

        // When
        Ran login = login(folderAsStore(), "answer=approve&user=" + PERSON);

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("consent", "vso.pats_manage");
        assertThat(login.out()).doesNotContain("Signed in as");
    }

    @Test
    void saysThatTheAuthorityIsNotTrusted() {
        // When
        Ran login = login(folderAsStoreAnd("AZURE_AUTHORITY_CA_FILE", ""));

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("not trusted here", "AZURE_AUTHORITY_CA_FILE");
    }

    @Test
    void asksNobodyToSignInWhereTheVaultRefuses() {
        // Given
        azure.control().addFault(fault("secret-get", 403));

        // When
        Ran login = login(Map.of());

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("answered 403", "Key Vault Secrets Officer");
        assertThat(login.out()).doesNotContain("2. Enter");
    }

    @Test
    void saysThatTheVaultDoesNotTakeTheSignIn() {
        // Given
        azure.control().addFault(fault("secret-set", 403));

        // When
        Ran login = login(Map.of(), "answer=approve&user=" + PERSON);

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("answered 403", "Key Vault Secrets Officer");
        assertThat(login.out()).doesNotContain("Signed in as");
    }

    @Test
    void saysThatTheOrganizationCantBeReachedAlthoughTheSignInIsKept() {
        // When
        Ran login = login(
                folderAsStoreAnd("AZURE_DEVOPS_URL", "http://127.0.0.1:" + Sockets.unused()),
                "answer=approve&user=" + PERSON);

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.out()).contains("Signed in as " + PERSON);
        assertThat(login.err()).contains("Whether the organization fabrikam accepts", "./patrol check");
    }

    @Test
    void aSignInCanBeKeptInAFolder() {
        // When
        Ran login = login(folderAsStore(), "answer=approve&user=" + PERSON);

        // Then
        assertThat(login.exitCode()).as(login.everything()).isZero();
        assertThat(login.out()).contains("in the folder " + folder.resolve("secrets"));
        assertThat(azure.control().secrets()).isEmpty();
    }

    @Test
    void aSignalGivesItUp() throws Exception {
        // Given: SIGTERM, since a run in the background hands down that SIGINT (Ctrl-C) is ignored
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process login = Ran.start(environment(Map.of()), out, err, "login");
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> SHOWN.matcher(read(out)).find());

        // When
        new ProcessBuilder("kill", "-TERM", Long.toString(login.pid())).start().waitFor();

        // Then
        assertThat(login.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(login.exitValue()).isEqualTo(TERMINATED);
        assertThat(Files.readString(err)).contains("Given up.");
        assertThat(azure.control().secrets()).isEmpty();
    }

    @Test
    void saysWhatIsNotSet() {
        // When
        Ran login = Ran.inProcess(Map.of("AZURE_DEVOPS_ORG", "contoso"), "login");

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err())
                .contains("AZURE_DEVOPS_TENANT_ID is not set.", "AZURE_DEVOPS_CLIENT_ID is not set.", "KEY_VAULT_URL");
    }

    @Test
    void saysWhatMakesNoSense() {
        // When
        Ran login = Ran.inProcess(
                environment(Map.of(
                        "AZURE_DEVOPS_TENANT_ID", "no tenant",
                        "AZURE_AUTHORITY_HOST", "http://login.example",
                        "AZURE_DEVOPS_AUTH", "magic")),
                "login");

        // Then
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("AZURE_\\w+ is \".*\"\\. It should be .*"));
    }

    private Map<String, String> folderAsStore() {
        return Map.of(
                "SECRET_STORE",
                "file",
                "SECRET_STORE_FOLDER",
                folder.resolve("secrets").toString(),
                "SECRET_STORE_KEY_FILE",
                folder.resolve("key").toString(),
                "SECRET_STORE_CREATE_KEY",
                "true");
    }

    private Map<String, String> folderAsStoreAnd(String variable, String value) {
        Map<String, String> settings = new HashMap<>(folderAsStore());
        settings.put(variable, value);
        return settings;
    }

    private Ran login(Map<String, String> other) {
        return login(other, "");
    }

    /** @param answer what the person sends from the page, beside the code; empty where they do nothing */
    private Ran login(Map<String, String> other, String answer) {
        Ran ran = other.containsKey("SECRET_STORE") ? here(other, answer) : asProcess(other, answer);
        assertThat(azure.control().findTokenValue(ran.everything())).isEmpty();
        assertThat(ran.everything()).doesNotContain(azure.identityHeader().reveal());
        return ran;
    }

    private Ran here(Map<String, String> other, String answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> login = CompletableFuture.supplyAsync(() -> PatrolCli.run(
                environment(other),
                Clock.systemUTC(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                "login"));
        answer(() -> out.toString(UTF_8), answer);
        int exitCode = login.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
        return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Ran asProcess(Map<String, String> other, String answer) {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Process login = Ran.start(environment(other), out, err, "login");
            try {
                answer(() -> read(out), answer);
                assertThat(login.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                login.destroyForcibly();
            }
            return new Ran(login.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void answer(Supplier<String> shown, String answer) {
        if (answer.isEmpty()) {
            return;
        }
        await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
                .until(() -> SHOWN.matcher(shown.get()).find());
        Matcher prompt = SHOWN.matcher(shown.get());
        assertThat(prompt.find()).isTrue();
        HttpRequest form = HttpRequest.newBuilder(URI.create(prompt.group(1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("code=" + prompt.group(2) + "&" + answer))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .sendAsync(form, BodyHandlers.discarding())
                        .join()
                        .statusCode())
                .isEqualTo(200);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(Map<String, String> other) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_AUTH", "entra-user");
        environment.put("AZURE_DEVOPS_ADMIN_PAT", "unused");
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_TENANT_ID", azure.tenantId());
        environment.put("AZURE_DEVOPS_CLIENT_ID", azure.clientId());
        environment.put("AZURE_AUTHORITY_HOST", azure.secureAuthorityHost().toString());
        environment.put("AZURE_AUTHORITY_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.putAll(other);
        return environment;
    }

    private static Fault fault(String api, int status) {
        String json = "{\"api\": \"" + api + "\", \"kind\": \"status\", \"status\": " + status
                + ", \"body\": {\"error\": {\"code\": \"Forbidden\"}}}";
        return Json.read(json.getBytes(UTF_8), Fault.class);
    }
}
