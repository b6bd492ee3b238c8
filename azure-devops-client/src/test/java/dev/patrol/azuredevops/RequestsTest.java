package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static final String EMPTY = "{\"patTokens\": []}";

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    @BeforeEach
    void answerEverything() {
        SERVER.stubFor(any(anyUrl()).willReturn(Bench.json(EMPTY)));
    }

    @Test
    void everyRequestSaysWhoCallsAndAsksForNoSignInPage() {
        // Given
        String basic =
                Base64.getEncoder().encodeToString((":" + Bench.ADMIN.reveal()).getBytes(StandardCharsets.UTF_8));

        // When
        list(Bench.clientOf(SERVER), "fabrikam");

        // Then
        SERVER.verify(
                1,
                anyRequestedFor(anyUrl())
                        .withHeader("Authorization", equalTo("Basic " + basic))
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("User-Agent", equalTo("patrol"))
                        .withHeader("X-TFS-FedAuthRedirect", equalTo("Suppress"))
                        .withHeader("Content-Type", absent()));
    }

    @Test
    void anAccessTokenIsAskedForAtEachCall() {
        // Given
        Iterator<String> tokens = List.of("first", "second").iterator();
        Credential bearer = Credential.bearer(() -> new TokenValue(tokens.next()));
        URI address = URI.create(SERVER.baseUrl());
        AzureDevOpsClient client =
                new AzureDevOpsClient(new Endpoints(address, address), bearer, ClientSettings.DEFAULT);
        list(client, "fabrikam");

        // When
        list(client, "fabrikam");

        // Then
        assertThat(SERVER.findAll(anyRequestedFor(anyUrl())))
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @ParameterizedTest
    @CsvSource({
        "fabrikam, fabrikam",
        "Fabrikam-Fiber, Fabrikam-Fiber",
        "two words, two%20words",
        "a/b, a%2Fb",
        "a?b=c&d#e, a%3Fb%3Dc%26d%23e",
        "ä+%, %C3%A4%2B%25"
    })
    void anOrganizationsNameCantLeaveItsPlace(String organization, String encoded) {
        // When
        list(Bench.clientOf(SERVER), organization);

        // Then
        assertThat(SERVER.findAll(anyRequestedFor(anyUrl())))
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl()).startsWith("/" + encoded + "/_apis/tokens/pats?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void whatNamesNoOrganizationIsNotSent(String organization) {
        // When
        Throwable failure = catchThrowable(() -> list(Bench.clientOf(SERVER), organization));

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/behind/a/proxy", "/behind/a/proxy//"})
    void theAddressMayHaveAPath(String path) {
        // Given
        AzureDevOpsClient client =
                Bench.clientAt(URI.create(SERVER.baseUrl() + path), ClientSettings.DEFAULT.requestTimeout());

        // When
        client.authenticates("fabrikam", new TokenValue("x"));

        // Then
        String expected = path.replaceAll("/+$", "") + "/fabrikam/_apis/connectionData";
        SERVER.verify(1, getRequestedFor(urlEqualTo(expected)));
    }

    @Test
    void whatIsReadToVerifyATokenCanBeChosen() {
        // Given
        URI address = URI.create(SERVER.baseUrl());
        ClientSettings settings = ClientSettings.DEFAULT.withVerifyingRead("graph/users?api-version=7.1-preview.1");
        AzureDevOpsClient client =
                new AzureDevOpsClient(new Endpoints(address, address), Credential.pat(Bench.ADMIN), settings);

        // When
        boolean accepted = client.authenticates("fabrikam", new TokenValue("x"));

        // Then
        assertThat(accepted).isTrue();
        SERVER.verify(1, getRequestedFor(urlEqualTo("/fabrikam/_apis/graph/users?api-version=7.1-preview.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/connectionData",
                "../other/_apis/connectionData",
                "a/../../b",
                "a b",
                "a#b",
                "https://elsewhere"
            })
    void whatIsNoAddressBelowTheOrganizationVerifiesNothing(String verifyingRead) {
        // When
        Throwable failure = catchThrowable(() -> ClientSettings.DEFAULT.withVerifyingRead(verifyingRead));

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT1S, PT0S", "PT-1S, PT1S", "PT1S, PT-1S"})
    void aWaitThatIsNoneIsNoSetting(Duration connectTimeout, Duration requestTimeout) {
        // When
        Throwable failure = catchThrowable(() -> ClientSettings.DEFAULT.withTimeouts(connectTimeout, requestTimeout));

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
    }

    private static void list(AzureDevOpsClient client, String organization) {
        client.forEachToken(organization, TokenListFilter.ALL, token -> {});
    }
}
