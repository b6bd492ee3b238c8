package dev.patrol.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.local.around.CurrentSurroundings;
import dev.patrol.local.around.SurroundingsOnFreePorts;
import dev.patrol.local.terminal.Console;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser and other programs are shown where services and mails are elsewhere. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AroundPageTest {
    private static final KafkaBroker BROKER = new KafkaBroker();
    private static final String SECRET = "kept-by-hand";

    @TempDir
    static Path folder;

    @Inject
    CurrentSurroundings current;

    @Inject
    Console console;

    @TestHTTPResource("/")
    URI page;

    private SurroundingsOnFreePorts surroundings;

    @BeforeAll
    void start() {
        BROKER.start();
        surroundings =
                SurroundingsOnFreePorts.start(current, KafkaBroker.broker().bootstrapServers(), folder, console);
        UUID stored = surroundings.azure().tokens().get(0).authorizationId();
        surroundings.azure().keepInSecret(stored, SECRET);
    }

    @AfterAll
    void stop() {
        surroundings.close();
        BROKER.stop();
    }

    @Test
    void showsHowTheStoryGoesWithTokensAndSecrets() {
        // When
        String html = get("/").body();

        // Then
        assertThat(html)
                .contains("0 of 13 due tokens rotated", "WHAT HAPPENED", "so far not announced")
                .contains("deploy-production", "Übersetzung 🚀 déploiement", "expired-long-ago")
                .contains("1 versions of secrets", SECRET)
                .contains("&lt;b&gt;nightly&lt;/b&gt;")
                .doesNotContain("<b>nightly</b>", "WRONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/tokens", "/api/secrets", "/api/story", "/api/story/table"})
    void showsTheValueOfNoToken(String path) {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(surroundings.azure().findTokenValue(answer.body())).isEmpty();
    }

    @Test
    void showsWhatCouldNotBeUnderstood() {
        // When
        surroundings.tellOfDeadLetter("patrol.revoke-commands", "no <json>");

        // Then
        assertThat(get("/").body()).contains("dead letter from patrol.revoke-commands: no &lt;json&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mails/1", "/api/mails", "/api/stack"})
    void hasNothingOfServicesAndMails(String path) {
        // When
        int status = get(path).statusCode();

        // Then
        assertThat(status).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) {
        return new Reader(page).get(path);
    }
}
