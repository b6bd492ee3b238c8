package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.answer;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAdministrationTest {
    private static final String USER = "aad.YWZk";
    private static final String TOKENS = "/fabrikam/_apis/tokenadmin/personalaccesstokens/" + USER;
    private static final String REVOCATIONS = "/fabrikam/_apis/tokenadmin/revocations";
    private static final String RULES = "/fabrikam/_apis/tokenadmin/revocationrules";
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID OWNER = new UUID(0, 9);

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final TokenAdministration administration = Bench.clientOf(SERVER).tokenAdministration();
    private final List<UserToken> visited = new ArrayList<>();

    @Test
    void readsAUsersTokensToTheEndAndEachOnce() {
        // Given
        String next = "2f9eb1c5-9b0c-4d6c-8a0b-5f0d61a0a111";
        SERVER.stubFor(get(urlPathEqualTo(TOKENS))
                .withQueryParam("continuationToken", absent())
                .willReturn(json("{\"value\": [" + token(A) + "], \"continuationToken\": \"" + next + "\"}")));
        SERVER.stubFor(get(urlPathEqualTo(TOKENS))
                .withQueryParam("continuationToken", equalTo(next))
                .withQueryParam("pageSize", equalTo("20"))
                .withQueryParam("isPublic", equalTo("false"))
                .withQueryParam("api-version", equalTo("7.1"))
                .willReturn(json("{\"value\": [" + token(A) + "," + token(B) + "], \"continuationToken\": null}")));

        // When
        list();

        // Then
        PersonalAccessToken first = new PersonalAccessToken(
                A,
                "",
                List.of("vso.code", "vso.build"),
                Instant.parse("2026-07-19T00:00:00Z"),
                Instant.parse("2026-12-19T00:00:00.1234567Z"),
                true,
                List.of());
        assertThat(visited).hasSize(2).first().isEqualTo(new UserToken(first, Optional.of(OWNER), false));
        assertThat(visited)
                .last()
                .extracting(user -> user.token().authorizationId())
                .isEqualTo(B);
    }

    @Test
    void refusesAListThatGoesRoundInACircle() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(TOKENS))
                .willReturn(json("{\"value\": [" + token(A) + "], \"continuationToken\": \"again\"}")));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("circle");
    }

    @Test
    @Timeout(60)
    void refusesAListThatBringsTheSamePageForEver() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(TOKENS))
                .willReturn(
                        json("{\"value\": [" + token(A) + "], \"continuationToken\": \"" + Bench.NEVER_THE_SAME + "\"}")
                                .withTransformers("response-template")));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("does not end");
    }

    static Stream<Arguments> failuresOfAList() {
        return Stream.of(
                arguments(answer(400, "{\"message\": \"page size\"}"), UnexpectedAnswer.class),
                arguments(answer(401, "{}"), Unauthorized.class),
                arguments(answer(404, "{}"), NotFound.class),
                arguments(json("{}"), UnexpectedAnswer.class),
                arguments(json("{\"value\": [null]}"), UnexpectedAnswer.class),
                arguments(json("{\"value\": [{}]}"), UnexpectedAnswer.class),
                arguments(
                        json("{\"value\": [{\"authorizationId\": \"" + A + "\", \"validTo\": \"soon\"}]}"),
                        UnexpectedAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAList")
    void aListFailsByType(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(answer));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    @Test
    void aDescriptorCantLeaveItsPlace() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(json("{\"value\": []}")));

        // When
        administration.forEachToken(ORGANIZATION, "aad.x/../y?z", 20, visited::add);

        // Then
        assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).singleElement().satisfies(request -> assertThat(
                        request.getUrl())
                .startsWith("/fabrikam/_apis/tokenadmin/personalaccesstokens/aad.x%2F..%2Fy%3Fz?"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "500, 1", "501, 2", "1200, 3"})
    void revokesFiveHundredInOneRequest(int tokens, int requests) {
        // Given
        SERVER.stubFor(post(urlPathEqualTo(REVOCATIONS)).willReturn(aResponse().withStatus(204)));
        List<UUID> confirmed = new ArrayList<>();

        // When
        administration.revoke(ORGANIZATION, ids(tokens), confirmed::addAll);

        // Then
        assertThat(confirmed).isEqualTo(ids(tokens));
        SERVER.verify(requests, postRequestedFor(urlPathEqualTo(REVOCATIONS)));
        SERVER.verify(
                tokens / 500,
                postRequestedFor(urlPathEqualTo(REVOCATIONS)).withRequestBody(matchingJsonPath("$[499]")));
        SERVER.verify(0, postRequestedFor(urlPathEqualTo(REVOCATIONS)).withRequestBody(matchingJsonPath("$[500]")));
    }

    @Test
    void sendsTheDocumentedRevocationAndEachIdOnce() {
        // Given
        SERVER.stubFor(post(urlPathEqualTo(REVOCATIONS)).willReturn(aResponse().withStatus(204)));

        // When
        administration.revoke(ORGANIZATION, List.of(A, B, A), batch -> {});

        // Then
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(REVOCATIONS))
                        .withQueryParam("isPublic", equalTo("false"))
                        .withQueryParam("api-version", equalTo("7.1"))
                        .withRequestBody(equalToJson(
                                "[{\"authorizationId\": \"" + A + "\"}, {\"authorizationId\": \"" + B + "\"}]")));
    }

    @Test
    void tellsWhichAreRevokedWhereALaterRequestFails() {
        // Given
        SERVER.stubFor(post(urlPathEqualTo(REVOCATIONS)).willReturn(answer(503, "{}")));
        SERVER.stubFor(post(urlPathEqualTo(REVOCATIONS))
                .withRequestBody(matchingJsonPath("$[499]"))
                .willReturn(aResponse().withStatus(204)));
        List<UUID> confirmed = new ArrayList<>();

        // When
        Throwable failure = catchThrowable(() -> administration.revoke(ORGANIZATION, ids(1200), confirmed::addAll));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class);
        assertThat(confirmed).isEqualTo(ids(1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void refusesCredentialsByScopeAndTime(int status) {
        // Given
        SERVER.stubFor(post(urlPathEqualTo(RULES)).willReturn(aResponse().withStatus(status)));

        // When
        administration.refuse(
                ORGANIZATION,
                List.of("vso.code", "vso.packaging"),
                Optional.of(Instant.parse("2026-11-18T07:51:26.555Z")));

        // Then
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(RULES))
                        .withQueryParam("api-version", equalTo("7.1"))
                        .withRequestBody(equalToJson("""
                                {"scopes": "vso.code vso.packaging", "createdBefore": "2026-11-18T07:51:26.555Z"}""")));
    }

    @Test
    void aRuleWithoutATimeLeavesItToAzureDevOps() {
        // Given
        SERVER.stubFor(post(urlPathEqualTo(RULES)).willReturn(aResponse().withStatus(201)));

        // When
        administration.refuse(ORGANIZATION, List.of("vso.code"), Optional.empty());

        // Then
        SERVER.verify(
                1, postRequestedFor(urlPathEqualTo(RULES)).withRequestBody(equalToJson("{\"scopes\": \"vso.code\"}")));
    }

    @Test
    void aRuleWithoutAScopeIsNotSent() {
        // When
        Throwable failure = catchThrowable(() -> administration.refuse(ORGANIZATION, List.of(), Optional.empty()));

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    private void list() {
        administration.forEachToken(ORGANIZATION, USER, 20, visited::add);
    }

    private static List<UUID> ids(int count) {
        return LongStream.range(0, count)
                .mapToObj(number -> new UUID(5, number))
                .toList();
    }

    private static String token(UUID authorizationId) {
        return """
                {"clientId": null, "authorizationId": "%s", "userId": "%s", "displayName": null,
                 "validFrom": "2026-07-19T00:00:00", "validTo": "2026-12-19T00:00:00.1234567",
                 "scope": "vso.code vso.build", "targetAccounts": null, "token": null, "isValid": false, "new": {}}""".formatted(authorizationId, OWNER);
    }
}
