package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final TokenRequest REQUEST =
            new TokenRequest("deploy", List.of("vso.code"), Instant.parse("2026-12-01T00:00:00Z"), false);
    private static final String SIGN_IN = "<html><title>Azure DevOps Services | Sign In</title></html>";

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    /** With a certificate that nobody trusts. */
    @RegisterExtension
    static final WireMockExtension WITH_TLS = WireMockExtension.newInstance()
            .options(options().dynamicPort().dynamicHttpsPort())
            .build();

    /** Answer, type of failure, whether it may pass, whether the call may have been carried out, what the message says. */
    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        error(401, "TF400813: The user 'x' is not authorized to access this resource."),
                        Unauthorized.class,
                        false,
                        false,
                        "TF400813"),
                arguments(html(401), Unauthorized.class, false, false, "answer 401"),
                arguments(aResponse().withStatus(401), Unauthorized.class, false, false, "answer 401"),
                arguments(html(203), Unauthorized.class, false, false, "answer 203"),
                arguments(aResponse().withStatus(203), Unauthorized.class, false, false, "answer 203"),
                arguments(html(200), Unauthorized.class, false, false, "answer 200"),
                arguments(
                        aResponse().withStatus(302).withHeader("Location", "/_signin"),
                        Unauthorized.class,
                        false,
                        false,
                        "answer 302"),
                arguments(error(403, "TF400409: no permission"), Forbidden.class, false, false, "TF400409"),
                arguments(error(404, "no such organization"), NotFound.class, false, false, "no such organization"),
                arguments(error(429, "TF400733: blocked"), Throttled.class, true, false, "TF400733"),
                arguments(html(429), Throttled.class, true, false, "429"),
                arguments(error(408, "too slow"), Unavailable.class, true, true, "too slow"),
                arguments(error(500, "TF30063: broken"), Unavailable.class, true, true, "TF30063"),
                arguments(html(503), Unavailable.class, true, true, "503"),
                arguments(error(400, "TF400898: malformed"), UnexpectedAnswer.class, false, false, "TF400898"),
                arguments(error(409, "conflict"), UnexpectedAnswer.class, false, false, "conflict"),
                arguments(Bench.json("{\"patToken\":"), UnexpectedAnswer.class, false, true, "JSON"),
                arguments(Bench.json("no JSON"), UnexpectedAnswer.class, false, true, "JSON"),
                arguments(Bench.json(""), UnexpectedAnswer.class, false, true, "empty"),
                arguments(Bench.json("null"), UnexpectedAnswer.class, false, true, "null"),
                arguments(aResponse().withStatus(204), UnexpectedAnswer.class, false, true, "empty"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasItsType(
            ResponseDefinitionBuilder answer,
            Class<? extends AzureDevOpsException> type,
            boolean mayPass,
            boolean outcomeUnknown,
            String said) {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(answer));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientOf(SERVER));

        // Then
        assertThat(failure).isExactlyInstanceOf(type).hasMessageContaining(said);
        assertThat(failure.isTransient()).isEqualTo(mayPass);
        assertThat(failure.outcomeUnknown()).isEqualTo(outcomeUnknown);
        assertThat(failure).hasMessageStartingWith("POST /fabrikam/_apis/tokens/pats: ");
    }

    @Test
    void ofTheEnvelopeOnlyTheSentenceIsQuoted() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(error(404, "VS850015: no such organization")));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientOf(SERVER));

        // Then
        assertThat(failure)
                .hasMessage(
                        "POST /fabrikam/_apis/tokens/pats: Azure DevOps answered 404: VS850015: no such organization."
                                + " Check the organization's name and the address.");
    }

    @Test
    void aPageMayBeAProxys() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(html(200)));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientOf(SERVER));

        // Then
        assertThat(failure).hasMessageContaining("that no proxy answers in Azure DevOps' place");
    }

    @Test
    void aRedirectIsNotFollowed() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", "/elsewhere")));

        // When
        failureOf(Bench.clientOf(SERVER));

        // Then
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"30, PT30S", "0, PT0S", "none, none", "soon, none", "-1, none", "99999999999999999999, none"})
    void tellsHowLongAzureDevOpsAsksToWait(String header, Duration expected) {
        // Given
        ResponseDefinitionBuilder answer = error(429, "TF400733: blocked");
        SERVER.stubFor(any(anyUrl()).willReturn(header == null ? answer : answer.withHeader("Retry-After", header)));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientOf(SERVER));

        // Then
        assertThat(((Throttled) failure).retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void nothingWasDoneWhereNobodyListens() throws IOException {
        // Given
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }

        // When
        AzureDevOpsException failure = failureOf(Bench.clientAt(URI.create("http://127.0.0.1:" + port), SHORT));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageContaining("can't be reached");
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void nothingWasDoneWhereTheHostIsUnknown() {
        // When
        AzureDevOpsException failure =
                failureOf(Bench.clientAt(URI.create("http://nowhere.invalid"), Duration.ofSeconds(20)));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageContaining("nowhere.invalid");
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void nothingWasDoneWhereTheCertificateIsNotTrusted() {
        // Given
        URI address = URI.create("https://localhost:" + WITH_TLS.getHttpsPort());

        // When
        AzureDevOpsException failure = failureOf(Bench.clientAt(address, Duration.ofSeconds(20)));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageContaining("certificate");
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theOutcomeIsUnknownWhereTheConnectionBreaks(Fault fault) {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientOf(SERVER));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class);
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.outcomeUnknown()).isTrue();
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void theOutcomeIsUnknownWhereNoAnswerComesInTime() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.json("{}").withFixedDelay(5_000)));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientAt(URI.create(SERVER.baseUrl()), SHORT));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class);
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @Test
    void theOutcomeIsUnknownWhereTheAnswerStallsInItsMiddle() {
        // Given
        SERVER.stubFor(
                any(anyUrl()).willReturn(Bench.json(" ".repeat(1_000) + "{}").withChunkedDribbleDelay(20, 10_000)));

        // When
        AzureDevOpsException failure = failureOf(Bench.clientAt(URI.create(SERVER.baseUrl()), SHORT));

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class);
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @Test
    void anInterruptionIsKept() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.json("{}").withFixedDelay(1_000)));
        AzureDevOpsClient client = Bench.clientOf(SERVER);
        Thread.currentThread().interrupt();

        // When
        AzureDevOpsException failure = failureOf(client);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    private static AzureDevOpsException failureOf(AzureDevOpsClient client) {
        return catchThrowableOfType(AzureDevOpsException.class, () -> client.createToken(ORGANIZATION, REQUEST));
    }

    private static ResponseDefinitionBuilder error(int status, String message) {
        return Bench.answer(
                status,
                "{\"$id\": \"1\", \"innerException\": null, \"message\": \"" + message + "\", \"errorCode\": 0}");
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(SIGN_IN);
    }
}
