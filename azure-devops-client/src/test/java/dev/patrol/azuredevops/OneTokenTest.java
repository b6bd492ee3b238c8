package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ID;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.PATS;
import static dev.patrol.azuredevops.Bench.answer;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Refused;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.TokenUnknown;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTokenTest {
    private static final String NONE_SUCH = "{\"patToken\": null, \"patTokenError\": \"%s\"}";
    private static final TokenRequest DESCRIPTION = new TokenRequest(
            "updated_token", List.of("vso.analytics"), Instant.parse("2026-12-25T23:46:23.319Z"), true);

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final AzureDevOpsClient client = Bench.clientOf(SERVER);

    @Test
    void findsATokenByItsId() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(PATS))
                .withQueryParam("authorizationId", equalTo(ID.toString()))
                .willReturn(json("{\"patTokenError\": \"none\", \"patToken\": " + Bench.token(ID) + "}")));

        // When
        Optional<PersonalAccessToken> found = client.findToken(ORGANIZATION, ID);

        // Then
        assertThat(found).get().extracting(PersonalAccessToken::authorizationId).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tokenNotFound", "authorizationNotFound", "invalidAuthorizationId", "hostAuthorizationNotFound"})
    void findsNothingWhereAzureDevOpsSaysSo(String reason) {
        // Given
        everyAnswerIs(json(NONE_SUCH.formatted(reason)));

        // When
        Optional<PersonalAccessToken> found = client.findToken(ORGANIZATION, ID);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void findsNothingAt404() {
        // Given
        everyAnswerIs(answer(404, "{\"message\": \"none\"}"));

        // When
        Optional<PersonalAccessToken> found = client.findToken(ORGANIZATION, ID);

        // Then
        assertThat(found).isEmpty();
    }

    static Stream<Arguments> answersThatDoNotMeanThatThereIsNone() {
        return Stream.of(
                arguments(json(NONE_SUCH.formatted("accessDenied")), Refused.class),
                arguments(json(NONE_SUCH.formatted("none")), UnexpectedAnswer.class),
                arguments(json("{}"), UnexpectedAnswer.class),
                arguments(json("[]"), UnexpectedAnswer.class),
                arguments(json(""), UnexpectedAnswer.class),
                arguments(aResponse().withStatus(401), Unauthorized.class),
                arguments(aResponse().withStatus(404), NotFound.class),
                arguments(pageNotFound(), NotFound.class),
                arguments(organizationNotFound(), NotFound.class),
                arguments(answer(500, "{}"), Unavailable.class));
    }

    @ParameterizedTest
    @MethodSource("answersThatDoNotMeanThatThereIsNone")
    void neverTakesAFailureForAbsence(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        everyAnswerIs(answer);

        // When
        Throwable failure = catchThrowable(() -> client.findToken(ORGANIZATION, ID));

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    static Stream<Arguments> answersOfARevocation() {
        return Stream.of(
                arguments(aResponse().withStatus(204)), arguments(aResponse().withStatus(200)), arguments(json("{}")));
    }

    @ParameterizedTest
    @MethodSource("answersOfARevocation")
    void revokesByItsId(ResponseDefinitionBuilder answer) {
        // Given
        SERVER.stubFor(delete(urlPathEqualTo(PATS)).willReturn(answer));

        // When
        client.revokeToken(ORGANIZATION, ID);

        // Then
        SERVER.verify(
                1,
                deleteRequestedFor(urlPathEqualTo(PATS))
                        .withQueryParam("authorizationId", equalTo(ID.toString()))
                        .withQueryParam("api-version", equalTo("7.1-preview.1")));
    }

    static Stream<Arguments> failuresOfARevocation() {
        return Stream.of(
                arguments(answer(404, "{\"message\": \"none\"}"), TokenUnknown.class),
                arguments(aResponse().withStatus(404), NotFound.class),
                arguments(pageNotFound(), NotFound.class),
                arguments(organizationNotFound(), NotFound.class),
                arguments(aResponse().withStatus(203), Unauthorized.class),
                arguments(aResponse().withStatus(302), Unauthorized.class),
                arguments(aResponse().withStatus(200).withBody("<html>"), Unauthorized.class),
                arguments(answer(403, "{}"), Forbidden.class),
                arguments(answer(503, "{}"), Unavailable.class));
    }

    @ParameterizedTest
    @MethodSource("failuresOfARevocation")
    void neverTakesAFailureForARevocation(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        everyAnswerIs(answer);

        // When
        Throwable failure = catchThrowable(() -> client.revokeToken(ORGANIZATION, ID));

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    @Test
    void updatesADescription() {
        // Given
        SERVER.stubFor(put(urlPathEqualTo(PATS))
                .willReturn(json("{\"patTokenError\": \"none\", \"patToken\": " + Bench.token(ID) + "}")));

        // When
        PersonalAccessToken updated = client.updateToken(ORGANIZATION, ID, DESCRIPTION);

        // Then
        assertThat(updated.authorizationId()).isEqualTo(ID);
        SERVER.verify(
                1,
                putRequestedFor(urlPathEqualTo(PATS))
                        .withQueryParam("api-version", equalTo("7.1-preview.1"))
                        .withRequestBody(equalToJson("""
                                {"authorizationId": "3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32",
                                 "displayName": "updated_token", "scope": "vso.analytics",
                                 "validTo": "2026-12-25T23:46:23.319Z", "allOrgs": true}""")));
    }

    static Stream<Arguments> failuresOfAnUpdate() {
        return Stream.of(
                arguments(json(NONE_SUCH.formatted("tokenNotFound")), TokenUnknown.class),
                arguments(answer(404, "{}"), TokenUnknown.class),
                arguments(pageNotFound(), NotFound.class),
                arguments(json(NONE_SUCH.formatted("expiredPatCannotBeExtended")), Refused.class),
                arguments(json("{}"), UnexpectedAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAnUpdate")
    void anUpdateFailsByType(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        everyAnswerIs(answer);

        // When
        Throwable failure = catchThrowable(() -> client.updateToken(ORGANIZATION, ID, DESCRIPTION));

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    @Test
    void aTokenAuthenticatesByItself() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo("/fabrikam/_apis/connectionData"))
                .withBasicAuth("", "a fresh token")
                .willReturn(json("{\"authenticatedUser\": {\"descriptor\": \"Microsoft.IdentityModel.Claims;x\"}}")));

        // When
        boolean accepted = client.authenticates(ORGANIZATION, new TokenValue("a fresh token"));

        // Then
        assertThat(accepted).isTrue();
    }

    @Test
    void aCredentialSaysWhoseItIs() {
        // Given
        everyAnswerIs(json("{\"authenticatedUser\": {\"id\": \"" + ID + "\"}}"));

        // When
        String caller = client.callerId(ORGANIZATION);

        // Then
        assertThat(caller).isEqualTo(ID.toString());
    }

    static Stream<Arguments> answersThatNameNobody() {
        return Stream.of(
                arguments(
                        json("{\"authenticatedUser\": {\"id\": \"1\", \"descriptor\": \"System:PublicAccess;a\"}}"),
                        Unauthorized.class),
                arguments(aResponse().withStatus(401), Unauthorized.class),
                arguments(json("{\"authenticatedUser\": {}}"), UnexpectedAnswer.class),
                arguments(json("{}"), UnexpectedAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("answersThatNameNobody")
    void whoNobodyNamesHasNoId(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        everyAnswerIs(answer);

        // When
        Throwable failure = catchThrowable(() -> client.callerId(ORGANIZATION));

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(aResponse().withStatus(401)),
                arguments(aResponse().withStatus(203)),
                arguments(aResponse().withStatus(302)),
                arguments(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<html>")),
                arguments(json("{\"authenticatedUser\": {\"descriptor\": \"System:PublicAccess;aaaaaaaa\"}}")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedTokenDoesNotAuthenticate(ResponseDefinitionBuilder answer) {
        // Given
        everyAnswerIs(answer);

        // When
        boolean accepted = client.authenticates(ORGANIZATION, new TokenValue("a dead token"));

        // Then
        assertThat(accepted).isFalse();
    }

    static Stream<Arguments> answersThatSayNothingOfTheToken() {
        return Stream.of(
                arguments(answer(500, "{}"), Unavailable.class),
                arguments(answer(403, "{}"), Forbidden.class),
                arguments(answer(404, "{}"), NotFound.class),
                arguments(answer(429, "{}"), Throttled.class),
                arguments(aResponse().withStatus(200), UnexpectedAnswer.class),
                arguments(aResponse().withStatus(204), UnexpectedAnswer.class),
                arguments(json("no JSON"), UnexpectedAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("answersThatSayNothingOfTheToken")
    void neverJudgesATokenByAnotherFailure(ResponseDefinitionBuilder answer, Class<? extends Throwable> type) {
        // Given
        everyAnswerIs(answer);

        // When
        Throwable failure = catchThrowable(() -> client.authenticates(ORGANIZATION, new TokenValue("a token")));

        // Then
        assertThat(failure).isExactlyInstanceOf(type);
    }

    /** What a gateway answers, or Azure DevOps for an organization that is not there. */
    private static ResponseDefinitionBuilder organizationNotFound() {
        return answer(404, "{\"message\": \"no organization\", \"typeKey\": \"HostDoesNotExistException\"}");
    }

    private static ResponseDefinitionBuilder pageNotFound() {
        return aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>404 Not Found</html>");
    }

    private static void everyAnswerIs(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
    }
}
