package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.patrol.azuredevops.Bench.ADMIN;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {
    private static final TokenRequest REQUEST =
            new TokenRequest("deploy", List.of("vso.code"), Instant.parse("2026-12-01T00:00:00Z"), false);
    private static final String ANOTHER = "Z9".repeat(26) + "JQQJ99" + "Y8".repeat(9) + "AZDO" + "1234";
    private static final String LEGACY = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
    private static final String BASIC = base64(":" + ADMIN.reveal());

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private static AzureDevOpsClient client;

    @BeforeAll
    static void connect() {
        client = Bench.clientOf(SERVER);
    }

    /** Bodies in which a server could give a secret back. */
    static Stream<Arguments> echoes() {
        return Stream.of(
                        ADMIN.reveal(),
                        BASIC,
                        "Basic " + BASIC,
                        "Authorization: Basic " + BASIC,
                        URLEncoder.encode(BASIC, StandardCharsets.UTF_8),
                        ANOTHER,
                        LEGACY,
                        base64(":" + ANOTHER),
                        base64("somebody:" + LEGACY),
                        "Basic " + base64("u:short"),
                        "https://user:" + ANOTHER + "@dev.azure.com")
                .flatMap(echo -> Stream.of(
                        "{\"message\": \"You sent '" + echo + "', why?\"}",
                        "{\"message\": \"" + "x ".repeat(140) + echo + "\"}",
                        "You sent " + echo))
                .flatMap(body ->
                        Stream.of(200, 203, 302, 400, 401, 403, 404, 429, 500).map(status -> arguments(status, body)));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void noMessageGivesAnEchoedSecretAway(int status, String body) {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.answer(status, body)));

        // When
        Throwable failure = catchThrowable(() -> client.createToken(ORGANIZATION, REQUEST));

        // Then
        assertThat(failure).isInstanceOf(AzureDevOpsException.class);
        assertNothingIsGivenAway(failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"patToken\": {\"token\": \"%s\"}}",
                "{\"patToken\": {\"token\": \"%s\"}, \"patTokenError\": \"accessDenied\"}",
                "{\"patToken\": null, \"patTokenError\": \"%s\"}",
                "{\"patToken\": \"%s\"}",
                "{\"patToken\": {\"authorizationId\": \"%s\"}}",
                "{\"patToken\": {\"authorizationId\": \"3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32\", \"token\": \"%s\", \"validTo\": \"x\"}}",
                "{\"patToken\": {\"authorizationId\": \"3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32\", \"token\": {\"%s\": 1}}}",
                "{\"patToken\": {\"token\": \"%s\""
            })
    void noFailureGivesAFreshTokenAway(String body) {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.json(body.formatted(ANOTHER))));

        // When
        Throwable failure = catchThrowable(() -> client.createToken(ORGANIZATION, REQUEST));

        // Then
        assertThat(failure).isInstanceOf(AzureDevOpsException.class);
        assertNothingIsGivenAway(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "é", "\u0000"})
    void aCredentialThatNoHeaderTakesIsNotShown(String odd) {
        // Given
        Credential bearer = Credential.bearer(() -> new TokenValue("secret" + odd + ANOTHER));
        URI address = URI.create(SERVER.baseUrl());
        AzureDevOpsClient client =
                new AzureDevOpsClient(new Endpoints(address, address), bearer, ClientSettings.DEFAULT);

        // When
        Throwable failure = catchThrowable(() -> client.createToken(ORGANIZATION, REQUEST));

        // Then
        assertThat(failure).isInstanceOf(AzureDevOpsException.Unauthorized.class);
        assertNothingIsGivenAway(failure);
    }

    @Test
    void aShortAccessTokenIsTakenOutOfWhatIsQuoted() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.answer(500, "{\"message\": \"bad: sh0rt.t0ken\"}")));
        URI address = URI.create(SERVER.baseUrl());
        AzureDevOpsClient client = new AzureDevOpsClient(
                new Endpoints(address, address),
                Credential.bearer(() -> new TokenValue("sh0rt.t0ken")),
                ClientSettings.DEFAULT);

        // When
        Throwable failure = catchThrowable(() -> client.createToken(ORGANIZATION, REQUEST));

        // Then
        assertThat(failure).hasMessageContaining("bad: [redacted]");
    }

    @Test
    void anUnreachableHostGivesNothingAway() {
        // Given
        URI address = URI.create("http://user:" + ANOTHER + "@nowhere.invalid");

        // When
        Throwable failure = catchThrowable(
                () -> Bench.clientAt(address, Duration.ofSeconds(20)).createToken(ORGANIZATION, REQUEST));

        // Then
        assertThat(failure).isInstanceOf(AzureDevOpsException.class);
        assertNothingIsGivenAway(failure);
    }

    static Stream<Object> holders() {
        PersonalAccessToken described =
                new PersonalAccessToken(Bench.ID, "deploy", List.of(), Instant.EPOCH, Instant.EPOCH, false, List.of());
        return Stream.of(
                ADMIN,
                new TokenValue(ANOTHER),
                Credential.pat(ADMIN),
                Credential.pat(ADMIN).show(),
                Credential.bearer(() -> ADMIN),
                Credential.bearer(() -> ADMIN).show(),
                new IssuedToken(described, ADMIN),
                new Answer(Optional.of(TextNode.valueOf(ANOTHER)), null),
                new WireFormats.PatToken(Bench.ID, "deploy", "", List.of(), null, null, ANOTHER),
                new WireFormats.PatTokenResult(
                        new WireFormats.PatToken(Bench.ID, "deploy", "", List.of(), null, null, ANOTHER), "none", ""));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void whatHoldsASecretHidesIt(Object holder) {
        // When
        String shown = holder.toString();

        // Then
        assertThat(pieces()).noneMatch(shown::contains);
    }

    @Test
    void aMessageStaysReadable() {
        // Given
        String said =
                "TF400813: The user '3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32'\r\n is not authorized (vso.code_write).";

        // When
        String quoted = Secrecy.quote(said);

        // Then
        assertThat(quoted)
                .isEqualTo(
                        "TF400813: The user '3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32' is not authorized (vso.code_write).");
    }

    @Test
    void aMessageIsCut() {
        // Given
        String said = "word ".repeat(1_000);

        // When
        String quoted = Secrecy.quote(said);

        // Then
        assertThat(quoted).hasSize(303).endsWith("...");
    }

    private static void assertNothingIsGivenAway(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(pieces()).noneMatch(trace.toString()::contains);
    }

    /** Every run of twelve characters of a secret or its Base64: a part of one is too much as well. */
    private static List<String> pieces() {
        return Stream.of(
                        ADMIN.reveal(),
                        BASIC,
                        ANOTHER,
                        LEGACY,
                        base64(":" + ANOTHER),
                        base64("somebody:" + LEGACY),
                        base64("u:short"))
                .flatMap(secret -> IntStream.rangeClosed(0, secret.length() - 12)
                        .mapToObj(start -> secret.substring(start, start + 12)))
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
