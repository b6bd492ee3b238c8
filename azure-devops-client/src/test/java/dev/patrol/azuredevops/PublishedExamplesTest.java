package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft's own examples, requests and answers, of both versions of its documents. */
class PublishedExamplesTest {
    private static final String PATS = "tokens/%s/httpExamples/Pats/";
    private static final String ADMIN = "tokenAdmin/%s/httpExamples/";
    private static final String AUDIT = "audit/%s/httpExamples/";
    private static final UUID ORGANIZATION_ID = UUID.fromString("38aaa865-2c70-4bf7-a308-0c6539c38c1a");

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final AzureDevOpsClient client = Bench.clientOf(SERVER);

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void listsTokens(String version) throws IOException {
        // Given
        answersAs(PATS.formatted(version) + "ListPats.json");
        List<PersonalAccessToken> tokens = new ArrayList<>();

        // When
        client.forEachToken(ORGANIZATION, TokenListFilter.ALL, tokens::add);

        // Then
        assertThat(tokens).hasSize(4);
        assertThat(tokens.get(0))
                .isEqualTo(new PersonalAccessToken(
                        UUID.fromString("4c60c9ed-a378-4883-af16-d655ca025b11"),
                        "all_access_token",
                        List.of("app_token"),
                        Instant.parse("2020-10-24T03:04:57.52Z"),
                        Instant.parse("2020-11-23T04:04:38.5233333Z"),
                        true,
                        List.of()));
        assertThat(tokens.get(1).targetAccounts()).containsExactly(ORGANIZATION_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void findsAToken(String version) throws IOException {
        // Given
        answersAs(PATS.formatted(version) + "GetPat.json");

        // When
        Optional<PersonalAccessToken> found = client.findToken(ORGANIZATION, Bench.ID);

        // Then
        assertThat(found).map(PersonalAccessToken::displayName).contains("analytics_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void createsAToken(String version) throws IOException {
        // Given
        String example = PATS.formatted(version) + "CreatePat.json";
        answersAs(example);
        JsonNode request = Specifications.request(example);

        // When
        IssuedToken issued = client.createToken(ORGANIZATION, requested(request));

        // Then
        assertThat(issued.token().displayName()).isEqualTo("new_token");
        assertThat(issued.value().reveal()).hasSize(52);
        sent(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void updatesAToken(String version) throws IOException {
        // Given
        String example = PATS.formatted(version) + "UpdatePat.json";
        answersAs(example);
        JsonNode request = Specifications.request(example);

        // When
        PersonalAccessToken updated = client.updateToken(
                ORGANIZATION, UUID.fromString(request.get("authorizationId").asText()), requested(request));

        // Then
        assertThat(updated.displayName()).isEqualTo("updated_token");
        assertThat(updated.allOrganizations()).isTrue();
        sent(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void listsAUsersTokens(String version) throws IOException {
        // Given
        answersAs(ADMIN.formatted(version)
                + "personalAccessTokens/GetPersonalAccessTokensForAUserInYourOrganization.json");
        List<UserToken> tokens = new ArrayList<>();

        // When
        client.tokenAdministration().forEachToken(ORGANIZATION, "msa.x", 20, tokens::add);

        // Then
        assertThat(tokens).hasSize(3).allMatch(UserToken::isValid);
        assertThat(tokens.get(1).token().scopes()).containsExactly("vso.dashboards", "vso.taskgroups_manage");
        assertThat(tokens.get(1).token().validTo()).isEqualTo("2018-07-19T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void revokesAList(String version) throws IOException {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.answer(204, "")));
        JsonNode request = Specifications.request(ADMIN.formatted(version) + "revocations/RevokeAuthorizations.json");
        List<UUID> ids = StreamSupport.stream(request.spliterator(), false)
                .map(entry -> UUID.fromString(entry.get("authorizationId").asText()))
                .toList();

        // When
        client.tokenAdministration().revoke(ORGANIZATION, ids, batch -> {});

        // Then
        sent(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void readsTheAuditLog(String version) throws IOException {
        // Given
        answersAs(AUDIT.formatted(version) + "auditLog/GET__AuditLog_QueryLog_by_date.json");

        // When
        AuditPage page = client.auditLog(ORGANIZATION, AuditQuery.between(Instant.EPOCH, Instant.EPOCH, 2));

        // Then
        assertThat(page.entries()).hasSize(2);
        assertThat(page.entries().get(0).timestamp()).isEqualTo(OffsetDateTime.parse("2019-03-05T14:05:02.1460838Z"));
        assertThat(page.entries().get(1).ipAddress()).isNull();
        assertThat(page.hasMore()).isFalse();
        assertThat(page.continuationToken()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void listsAuditActions(String version) throws IOException {
        // Given
        answersAs(AUDIT.formatted(version) + "actions/GET__AuditLog_GetActions_by_areaName.json");

        // When
        List<AuditAction> actions = client.auditActions(ORGANIZATION, Optional.of("Security"));

        // Then
        assertThat(actions).hasSize(13).contains(new AuditAction("Security", "modify", "Security.ModifyPermission"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.1", "7.2"})
    void listsUsers(String version) throws IOException {
        // Given
        answersAs("graph/%s/httpExamples/Users/GetAllUsers.json".formatted(version));
        List<GraphUser> users = new ArrayList<>();

        // When
        client.directoryOfUsers().forEachUser(ORGANIZATION, List.of(), users::add);

        // Then
        assertThat(users).hasSize(5).extracting(GraphUser::descriptor).allMatch(descriptor -> descriptor.contains("."));
        assertThat(users.get(1).originId()).isEqualTo("ddddb7d1-2de3-4bab-98b6-ddcc994e964d");
    }

    private static TokenRequest requested(JsonNode body) {
        return new TokenRequest(
                body.get("displayName").asText(),
                List.of(body.get("scope").asText()),
                Instant.parse(body.get("validTo").asText()),
                body.get("allOrgs").asBoolean());
    }

    private static void answersAs(String example) throws IOException {
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.json(Specifications.answer(example, 200))));
    }

    private static void sent(JsonNode body) {
        SERVER.verify(1, anyRequestedFor(anyUrl()).withRequestBody(equalToJson(body.toString())));
    }
}
