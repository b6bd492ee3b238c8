package dev.patrol.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.SimulatorConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class AuditApiTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String LOG = "/fabrikam/_apis/audit/auditlog?api-version=7.1-preview.1";
    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private AzureSimulator simulator;
    private RestCaller administrator;
    private RestCaller knobs;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start(SimulatorConfig.defaults().withClock(clock));
        administrator = RestCaller.administrator(simulator);
        knobs = RestCaller.anonymous(simulator.azureDevOpsUrl());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void tellsCreationUpdateAndRevocationNewestFirst() {
        // Given
        String id = administrator
                .post(PATS, "{\"displayName\": \"deploy\", \"scope\": \"vso.code vso.build\"}")
                .json()
                .path("patToken")
                .path("authorizationId")
                .asText();
        clock.add(Duration.ofMinutes(1));
        administrator.put(PATS, "{\"authorizationId\": \"" + id + "\", \"displayName\": \"deploy2\"}");
        clock.add(Duration.ofMinutes(1));

        // When
        administrator.delete(PATS + "&authorizationId=" + id);

        // Then
        JsonNode entries = entries(LOG);
        assertThat(entries)
                .extracting(entry -> entry.path("actionId").asText())
                .containsExactly("Token.PatRevokeEvent", "Token.PatUpdateEvent", "Token.PatCreateEvent");
        JsonNode created = entries.get(2);
        assertThat(created.path("details").asText()).isEqualTo("Personal Access Token \"deploy\" was created.");
        assertThat(created.path("timestamp").asText()).isEqualTo("2026-11-20T10:00:00.0000000+00:00");
        assertThat(created.path("id").asText()).matches("\\d{19};[0-9a-f-]{36};[0-9a-f-]{36}");
        assertThat(created.path("ipAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(created.path("data").path("AuthorizationId").asText()).isEqualTo(id);
        assertThat(created.path("data").path("Scopes"))
                .extracting(JsonNode::asText)
                .containsExactly("vso.code", "vso.build");
        assertThat(created.path("data").path("DisplayName").asText()).isEqualTo("deploy");
    }

    @Test
    void writesNothingAboutARevocationThatChangedNothing() {
        // Given
        String id = administrator
                .post(PATS, "{\"displayName\": \"deploy\"}")
                .json()
                .path("patToken")
                .path("authorizationId")
                .asText();
        administrator.delete(PATS + "&authorizationId=" + id);

        // When
        administrator.delete(PATS + "&authorizationId=" + id);

        // Then
        assertThat(entries(LOG)).hasSize(2);
    }

    @Test
    void pagesByTheTokenOfThePageBefore() {
        // Given
        for (int n = 0; n < 25; n++) {
            inject("{\"organization\": \"fabrikam\", \"actionId\": \"Git.CreateRepo\", \"details\": \"" + n + "\"}");
            clock.add(Duration.ofSeconds(n % 3));
        }

        // When
        List<String> details = new ArrayList<>();
        String continuation = "";
        boolean more;
        do {
            JsonNode page = administrator
                    .get(LOG + "&batchSize=10&continuationToken="
                            + URLEncoder.encode(continuation, StandardCharsets.UTF_8))
                    .json();
            page.path("decoratedAuditLogEntries")
                    .forEach(entry -> details.add(entry.path("details").asText()));
            continuation = page.path("continuationToken").asText();
            more = page.path("hasMore").asBoolean();
        } while (more);

        // Then
        assertThat(details).hasSize(25).doesNotHaveDuplicates();
        assertThat(continuation).isNotEmpty();
    }

    @Test
    void findsEntriesOfAPeriodOnly() {
        // Given
        for (int hour = 0; hour < 5; hour++) {
            inject("{\"organization\": \"fabrikam\", \"actionId\": \"A.B\", \"timestamp\": \"2026-11-19T0" + hour
                    + ":00:00Z\", \"details\": \"" + hour + "\"}");
        }

        // When
        JsonNode entries = entries(LOG + "&startTime=2026-11-19T01:00:00Z&endTime=2026-11-19T03:00:00Z");

        // Then
        assertThat(entries).extracting(entry -> entry.path("details").asText()).containsExactly("3", "2", "1");
    }

    @Test
    void showsALateEntryOnlyWhenItIsTime() {
        // Given
        inject("""
                {"organization": "fabrikam", "actionId": "Git.RefUpdatePoliciesBypassed", "visibleAfterMillis": 60000}""");
        assertThat(entries(LOG)).isEmpty();

        // When
        clock.add(Duration.ofMinutes(1));

        // Then
        assertThat(entries(LOG)).hasSize(1);
        assertThat(entries(LOG).get(0).path("timestamp").asText()).isEqualTo("2026-11-20T10:00:00.0000000+00:00");
    }

    @Test
    void tellsWithWhichTokenAnActionWasDone() {
        // Given
        UUID id = UUID.randomUUID();

        // When
        inject(
                "{\"organization\": \"fabrikam\", \"actionId\": \"Project.CreateCompleted\", \"authorizationId\": \""
                        + id
                        + "\", \"ipAddress\": \"203.0.113.7\", \"data\": {\"ProjectName\": \"p\"}, \"fields\": {\"novel\": 1}}");

        // Then
        JsonNode entry = entries(LOG).get(0);
        assertThat(entry.path("authenticationMechanism").asText()).isEqualTo("PAT authorizationId: " + id);
        assertThat(entry.path("ipAddress").asText()).isEqualTo("203.0.113.7");
        assertThat(entry.path("data").path("ProjectName").asText()).isEqualTo("p");
        assertThat(entry.path("novel").asInt()).isEqualTo(1);
        assertThat(entry.path("category").asText()).isEqualTo("create");
    }

    @Test
    void cutsTheMechanismAndDelaysEntriesByPolicy() {
        // Given
        simulator.control().changePolicies(Map.of("cutMechanism", true, "auditDelayMillis", 1000));

        // When
        administrator.post(PATS, "{\"displayName\": \"deploy\"}");

        // Then
        assertThat(entries(LOG)).isEmpty();
        clock.add(Duration.ofSeconds(1));
        assertThat(entries(LOG).get(0).path("authenticationMechanism").asText()).hasSize(64);
    }

    @Test
    void writesNothingWhileAuditingIsOff() {
        // Given
        simulator.control().changePolicies(Map.of("auditEnabled", false));

        // When
        administrator.post(PATS, "{\"displayName\": \"deploy\"}");

        // Then
        assertThat(entries(LOG)).isEmpty();
    }

    @Test
    void listsTheActionsOfAnArea() {
        // When
        JsonNode actions = administrator
                .get("/fabrikam/_apis/audit/actions?areaName=Token")
                .json()
                .path("value");

        // Then
        assertThat(actions)
                .extracting(action -> action.path("actionId").asText())
                .contains("Token.PatCreateEvent", "Token.PatPublicDiscoveryEvent")
                .allMatch(action -> action.startsWith("Token."));
    }

    @Test
    void wantsThePreviewMarkForActionsToo() {
        // When
        RestCaller.Reply reply = administrator.get("/fabrikam/_apis/audit/actions?api-version=7.1");

        // Then
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void saysWhoseTokenWasFoundInPublic() {
        // When
        String details = AuditAction.PAT_DISCOVERED.details("deploy", "ada");

        // Then
        assertThat(details)
                .isEqualTo("Personal Access Token \"deploy\" associated with user \"ada\" was discovered in a public"
                        + " repository.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&startTime=yesterday", "&batchSize=0", "&batchSize=many"})
    void refusesNonsense(String query) {
        // When
        RestCaller.Reply reply = administrator.get(LOG + query);

        // Then
        assertThat(reply.status()).isEqualTo(400);
    }

    private JsonNode entries(String path) {
        return administrator.get(path).json().path("decoratedAuditLogEntries");
    }

    private void inject(String draft) {
        assertThat(knobs.post("/_simulator/audit-entries", draft).status()).isEqualTo(200);
    }
}
