package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Test
    void aCallThatIsBlockedIsMadeAgainAfterTheWait() {
        // Given
        SERVER.stubFor(any(anyUrl())
                .inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("free")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        SERVER.stubFor(any(anyUrl())
                .inScenario("limit")
                .whenScenarioStateIs("free")
                .willReturn(aResponse().withStatus(204)));
        Instant begun = Instant.now();

        // When
        client(Duration.ofSeconds(30)).revokeToken("fabrikam", UUID.randomUUID());

        // Then
        assertThat(Instant.now()).isAfterOrEqualTo(begun.plusSeconds(1));
        SERVER.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void aCallThatIsBlockedAgainAndAgainEnds() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0")));

        // When
        Throwable failure =
                catchThrowable(() -> client(Duration.ofSeconds(30)).revokeToken("fabrikam", UUID.randomUUID()));

        // Then
        assertThat(failure).isInstanceOf(Throttled.class).hasMessageContaining("429");
        SERVER.verify(4, anyRequestedFor(anyUrl()));
    }

    @Test
    void aSuccessWithRetryAfterHoldsUpTheNextCallOfItsOrganizationOnly() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204).withHeader("Retry-After", "1")));
        AzureDevOpsClient client = client(Duration.ofMillis(500));
        client.revokeToken("fabrikam", UUID.randomUUID());

        // When
        Throwable same = catchThrowable(() -> client.revokeToken("Fabrikam", UUID.randomUUID()));
        Throwable other = catchThrowable(() -> client.revokeToken("contoso", UUID.randomUUID()));

        // Then
        assertThat(same).isInstanceOf(Throttled.class).hasMessageContaining("no room");
        assertThat(other).isNull();
        SERVER.verify(2, anyRequestedFor(anyUrl()));
    }

    private static AzureDevOpsClient client(Duration patience) {
        URI address = URI.create(SERVER.baseUrl());
        return new AzureDevOpsClient(
                new Endpoints(address, address),
                Credential.pat(Bench.ADMIN),
                ClientSettings.DEFAULT.withPacing(Pacing.DEFAULT, patience));
    }
}
