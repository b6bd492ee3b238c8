package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.PATS;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.Refused;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class CreatingTokensTest {
    private static final TokenRequest REQUEST = new TokenRequest(
            "deploy \"prod\" <b>\n✓",
            List.of("vso.code", "vso.build"),
            Instant.parse("2026-12-01T23:46:23.319Z"),
            false);

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    @Test
    void sendsTheDocumentedRequest() {
        // Given
        answers(created("\"secret value\"", "[]", "2026-12-01T23:46:23.32Z"));

        // When
        create();

        // Then
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(PATS))
                        .withQueryParam("api-version", equalTo("7.1-preview.1"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalToJson("""
                                {"displayName": "deploy \\"prod\\" <b>\\n✓", "scope": "vso.code vso.build",
                                 "validTo": "2026-12-01T23:46:23.319Z", "allOrgs": false}""")));
    }

    @Test
    void readsSevenFractionalDigitsAndUnknownFields() {
        // Given
        answers(created(
                "\"secret value\"", "[\"38aaa865-2c70-4bf7-a308-0c6539c38c1a\"]", "2026-12-01T23:46:23.1234567Z"));

        // When
        IssuedToken issued = create();

        // Then
        assertThat(issued.value().reveal()).isEqualTo("secret value");
        assertThat(issued.token())
                .isEqualTo(new PersonalAccessToken(
                        Bench.ID,
                        "deploy",
                        List.of("vso.code", "vso.build"),
                        Instant.parse("2026-11-02T22:56:52.1033333Z"),
                        Instant.parse("2026-12-01T23:46:23.1234567Z"),
                        false,
                        List.of(UUID.fromString("38aaa865-2c70-4bf7-a308-0c6539c38c1a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01T23:46:23Z", "2026-12-02T01:46:23+02:00", "2026-12-01T23:46:23"})
    void readsEveryFormOfATime(String time) {
        // Given
        answers(created("\"secret value\"", "[]", time));

        // When
        IssuedToken issued = create();

        // Then
        assertThat(issued.token().validTo()).isEqualTo("2026-12-01T23:46:23Z");
    }

    @Test
    void aTokenWithoutTargetAccountsIsGlobal() {
        // Given
        answers(created("\"secret value\"", "null", "2026-12-01T23:46:23.32Z"));

        // When
        IssuedToken issued = create();

        // Then
        assertThat(issued.token().allOrganizations()).isTrue();
        assertThat(issued.token().targetAccounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void aTokenWithoutItsValueMayExistAllTheSame(String value) {
        // Given
        answers(created(value, "[]", "2026-12-01T23:46:23.32Z"));

        // When
        AzureDevOpsException failure = catchThrowableOfType(AzureDevOpsException.class, this::create);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("value did not come");
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"patToken\": null, \"patTokenError\": \"none\"}", "{\"patTokenError\": null}"})
    void anAnswerWithNeitherTokenNorErrorIsNoSuccess(String body) {
        // Given
        answers(body);

        // When
        Throwable failure = catchThrowable(this::create);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("neither");
    }

    @ParameterizedTest
    @EnumSource(value = PatTokenError.class, mode = Mode.EXCLUDE, names = "NONE")
    void aRefusalWithStatus200IsARefusal(PatTokenError error) {
        // Given
        answers("{\"patToken\": null, \"patTokenError\": \"" + error.wireName() + "\"}");

        // When
        Refused refused = catchThrowableOfType(Refused.class, this::create);

        // Then
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused).hasMessageContaining(error.wireName());
        assertThat(refused.isTransient()).isEqualTo(error.isTransient());
        assertThat(refused.outcomeUnknown()).isFalse();
    }

    @Test
    void anErrorBesideATokenIsStillARefusal() {
        // Given
        answers("{\"patTokenError\": \"invalidScope\", \"patToken\": " + Bench.token(Bench.ID) + "}");

        // When
        Refused refused = catchThrowableOfType(Refused.class, this::create);

        // Then
        assertThat(refused.error()).isEqualTo(PatTokenError.INVALID_SCOPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"somethingNew", "", "77"})
    void aReasonThatNobodyKnowsIsUnknown(String reason) {
        // Given
        answers("{\"patToken\": null, \"patTokenError\": \"" + reason + "\"}");

        // When
        Refused refused = catchThrowableOfType(Refused.class, this::create);

        // Then
        assertThat(refused.error()).isEqualTo(PatTokenError.UNKNOWN);
        assertThat(refused).hasMessageContaining(reason);
    }

    @Test
    void everyDocumentedReasonHasItsConstant() throws IOException {
        // Given
        JsonNode documented = Specifications.read("tokens/7.2/tokens.json")
                .at("/definitions/PatTokenResult/properties/patTokenError/enum");

        // When
        List<String> reasons = StreamSupport.stream(documented.spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        // Then
        assertThat(reasons).hasSizeGreaterThan(30).allSatisfy(reason -> assertThat(PatTokenError.named(reason))
                .isNotEqualTo(PatTokenError.UNKNOWN)
                .extracting(PatTokenError::wireName)
                .isEqualTo(reason));
        assertThat(Arrays.stream(PatTokenError.values()).map(PatTokenError::wireName))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(reasons.stream(), Stream.of("unknown")).toList());
    }

    private IssuedToken create() {
        return Bench.clientOf(SERVER).createToken(ORGANIZATION, REQUEST);
    }

    private static void answers(String body) {
        SERVER.stubFor(post(urlPathEqualTo(PATS)).willReturn(json(body)));
    }

    private static String created(String value, String targetAccounts, String validTo) {
        return """
                {"patToken": {"displayName": "deploy", "validTo": "%s", "scope": "vso.code  vso.build",
                  "targetAccounts": %s, "validFrom": "2026-11-02T22:56:52.1033333Z",
                  "authorizationId": "%s", "token": %s, "aNewField": {"a": [1]}},
                 "patTokenError": "none", "patTokenErrorMessage": null, "another": 1}""".formatted(validTo, targetAccounts, Bench.ID, value);
    }
}
