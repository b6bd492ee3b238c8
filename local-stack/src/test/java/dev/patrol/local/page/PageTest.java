package dev.patrol.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.local.demo.DemoOrganization;
import dev.patrol.local.mail.Letters;
import dev.patrol.local.mail.Letters.Letter;
import dev.patrol.local.run.CurrentStack;
import dev.patrol.local.run.StackWithoutServices;
import dev.patrol.model.token.Lineage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser and other programs are shown of a real simulator with the demo's tokens, and a real inbox. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final String SCRIPT = "<script>alert(1)</script>";

    @TempDir
    static Path folder;

    @Inject
    CurrentStack current;

    @TestHTTPResource("/")
    URI page;

    private StackWithoutServices stack;
    private UUID stored;

    @BeforeAll
    void startStack() {
        stack = StackWithoutServices.start(current, folder);
        stored = DemoOrganization.seed(stack.azure().control(), Instant.now())
                .get(0)
                .token()
                .authorizationId();
        stack.azure().control().keepInSecret(stored, "deploy-production-7f7b7586");
        Letters.send(stack.inbox().port(), new Letter("About " + SCRIPT, "text " + SCRIPT, "<h1>hello</h1>" + SCRIPT));
    }

    @AfterAll
    void stopStack() {
        stack.close();
    }

    @Test
    void showsTokensSecretsAndMails() {
        // When
        String html = get("/").body();

        // Then
        assertThat(html)
                .contains("deploy-production", "Übersetzung 🚀 déploiement", "expired-long-ago")
                .contains("deploy-production-7f7b7586", "authorization-id=" + stored)
                .contains("About ");
    }

    @Test
    void showsTheLineageOfATokenThatHasNoSecretYet() {
        // Given
        String lineage =
                Lineage.of(DemoOrganization.NAME, "nuget-feed-publish-v3").secretName();

        // When
        String html = get("/").body();

        // Then
        assertThat(html).contains(lineage);
    }

    @Test
    void showsAMailThatHasNoHtml() {
        // Given
        int number = stack.inbox().count() + 1;
        Letters.sendRaw(stack.inbox().port(), "To: team@contoso.example", "", "plain and simple");

        // When
        String html = get("/mails/" + number).body();

        // Then
        assertThat(html).contains("plain and simple", "team@contoso.example").doesNotContain("<iframe");
    }

    @Test
    void showsThatAServiceIsDead() {
        await().untilAsserted(() -> assertThat(get("/").body()).contains("class=\"state dead\">dead"));
    }

    @Test
    void escapesNamesAndSubjects() {
        // When
        String overview = get("/").body();
        String mail = get("/mails/1").body();

        // Then
        assertThat(overview)
                .doesNotContain("<script", "<b>nightly</b>")
                .contains("&lt;b&gt;nightly&lt;/b&gt;", "About &lt;script&gt;");
        assertThat(mail).doesNotContain("<script").contains("About &lt;script&gt;", "text &lt;script&gt;");
    }

    @Test
    void showsTheHtmlOfAMailWhereItCanDoNothing() {
        // When
        HttpResponse<String> body = get("/mails/1/html");

        // Then
        assertThat(get("/mails/1").body()).containsPattern("<iframe [^>]*sandbox(=\"\")? [^>]*src=\"/mails/1/html\"");
        assertThat(body.body()).contains("<h1>hello</h1>");
        assertThat(body.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy.split("; "))
                        .contains("default-src 'none'", "sandbox")
                        .doesNotContain("script-src"));
        assertThat(body.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mails/1"})
    void letsItsOwnPagesRunNoScriptEither(String path) {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/mails/1", "/mails/1/html", "/api/stack", "/api/tokens", "/api/secrets", "/api/mails"})
    void showsTheValueOfNoToken(String path) {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.azure().control().findTokenValue(answer.body())).isEmpty();
    }

    @Test
    void wouldBeSeenToShowAValue() {
        // Given
        String value = stack.azure().control().valueOf(stored).orElseThrow().reveal();

        // When, Then
        assertThat(stack.azure().control().findTokenValue("<td>" + value + "</td>"))
                .isPresent();
    }

    @Test
    void tellsOtherProgramsWhereEverythingIs() {
        // When
        String json = get("/api/stack").body();

        // Then
        assertThat(json)
                .contains(
                        stack.azure().azureDevOpsUrl().toString(),
                        "127.0.0.1:" + stack.inbox().port())
                .contains("\"organization\":\"contoso\"", "\"name\":\"scanner\"");
    }

    @Test
    void tellsOtherProgramsOfTokensSecretsAndMails() {
        // When, Then
        assertThat(get("/api/tokens").body()).contains("\"displayName\":\"deploy-production\"", stored.toString());
        assertThat(get("/api/secrets").body()).contains("\"name\":\"deploy-production-7f7b7586\"");
        assertThat(get("/api/mails").body()).contains("\"subject\":\"About <script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mails/0", "/mails/99", "/mails/99/html", "/mails/-1", "/mails/x", "/nothing"})
    void hasNoOtherPages(String path) {
        // When
        int status = get(path).statusCode();

        // Then
        assertThat(status).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) {
        return new Reader(page).get(path);
    }
}
