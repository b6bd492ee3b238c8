package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.PATS;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are free text from people, and no key. */
class DisplayNamesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final AzureDevOpsClient client = Bench.clientOf(SERVER);

    static Stream<String> names() {
        return Stream.of(
                "\"quoted\" 'and' `ticked` \\",
                "<b onload=\"x\">&amp;</b>",
                "🔑 👩‍🚀 é̂ 名前 \u202Egnol",
                "two\r\nlines\tand a tab",
                " blanks around ",
                "null",
                "",
                "x".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsReadAsItIs(String name) throws JsonProcessingException {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(PATS)).willReturn(json("{\"patTokens\": [" + token(A, name) + "]}")));
        List<PersonalAccessToken> visited = new ArrayList<>();

        // When
        client.forEachToken(ORGANIZATION, TokenListFilter.ALL, visited::add);

        // Then
        assertThat(visited).extracting(PersonalAccessToken::displayName).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsSentAsItIs(String name) throws JsonProcessingException {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(json("{\"patToken\": " + token(A, name) + "}")));

        // When
        client.updateToken(
                ORGANIZATION,
                A,
                new TokenRequest(name, List.of("vso.code"), Instant.parse("2026-12-01T00:00:00Z"), false));

        // Then
        assertThat(SERVER.getAllServeEvents()).singleElement().satisfies(event -> assertThat(
                        sent(LoggedRequest.createFrom(event.getRequest())))
                .isEqualTo(name));
    }

    @Test
    void twoTokensOfOneNameAreTwo() throws JsonProcessingException {
        // Given
        String page = "{\"patTokens\": [" + token(A, "deploy") + "," + token(B, "deploy") + "]}";
        SERVER.stubFor(get(urlPathEqualTo(PATS)).willReturn(json(page)));
        List<PersonalAccessToken> visited = new ArrayList<>();

        // When
        client.forEachToken(ORGANIZATION, TokenListFilter.ALL, visited::add);

        // Then
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A, B);
    }

    private static String sent(LoggedRequest request) throws JsonProcessingException {
        return MAPPER.readTree(request.getBodyAsString()).path("displayName").asText();
    }

    private static String token(UUID id, String name) throws JsonProcessingException {
        return Bench.token(id).replace("\"deploy\"", MAPPER.writeValueAsString(name));
    }
}
