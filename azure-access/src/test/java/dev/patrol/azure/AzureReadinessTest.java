package dev.patrol.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class AzureReadinessTest {
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofSeconds(5);

    @Test
    void anAuditLogThatIsPolledMakesNobodyAskForTokens() {
        try (TwoHosts azure = new TwoHosts(SILENCE, "contoso")) {
            // When
            for (int minute = 0; minute < 60; minute++) {
                azure.pollAuditLog("contoso");
                azure.passes(Duration.ofMinutes(1));
            }

            // Then
            assertThat(azure.asked()).hasSizeBetween(10, 12);
        }
    }

    @Test
    void aSilentHostIsAskedForOneOrganizationAfterTheOther() {
        try (TwoHosts azure = new TwoHosts(SILENCE, "contoso", "fabrikam", "wingtip")) {
            // When
            azure.passes(Duration.ofMinutes(16));

            // Then
            assertThat(azure.asked()).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void oneOrganizationAloneHasToFailTwiceInARow() {
        try (TwoHosts azure = new TwoHosts(TICK, "contoso")) {
            // Given
            azure.fail("contoso");

            // When
            azure.passes(Duration.ofSeconds(10));
            Status afterOne = azure.readiness().call().getStatus();
            azure.passes(Duration.ofSeconds(10));

            // Then
            assertThat(afterOne).isEqualTo(Status.UP);
            HealthCheckResponse said = azure.readiness().call();
            assertThat(said.getStatus()).isEqualTo(Status.DOWN);
            assertThat(said.getData().orElseThrow().toString())
                    .contains("contoso at", "it answered 503", "AZURE_DEVOPS_URL");
        }
    }

    @Test
    void oneOfSeveralOrganizationsIsToldAndKeepsNobodyFromBeingReady() {
        try (TwoHosts azure = new TwoHosts(SILENCE, "contoso", "fabrikam", "wingtip")) {
            // Given
            azure.passes(Duration.ofMinutes(16));
            azure.fail("fabrikam");

            // When
            azure.passes(Duration.ofHours(1));

            // Then
            HealthCheckResponse said = azure.readiness().call();
            assertThat(said.getStatus()).isEqualTo(Status.UP);
            assertThat(said.getData().orElseThrow().toString())
                    .contains("fabrikam at")
                    .doesNotContain("contoso");
        }
    }

    @Test
    void aHostThatIsAwayIsNoticedByAFewOfManyOrganizations() {
        try (TwoHosts azure = new TwoHosts(SILENCE, organizations(100))) {
            // Given
            azure.passes(Duration.ofMinutes(31));
            azure.failAll();
            int before = azure.asked().size();

            // When
            azure.passes(SILENCE.plusMinutes(2));

            // Then
            assertThat(azure.readiness().call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(azure.asked().subList(before, azure.asked().size())).hasSizeLessThan(100);
        }
    }

    @Test
    void aHostThatIsBackIsNoticedAtOnce() {
        try (TwoHosts azure = new TwoHosts(SILENCE, organizations(100))) {
            // Given
            azure.failAll();
            azure.passes(Duration.ofMinutes(10));
            azure.mend();

            // When
            azure.passes(Duration.ofSeconds(10));

            // Then
            HealthCheckResponse said = azure.readiness().call();
            assertThat(said.getStatus()).isEqualTo(Status.UP);
            assertThat(said.getData()).isEmpty();
        }
    }

    @Test
    void anAuditLogThatIsAwayIsTold() {
        try (TwoHosts azure = new TwoHosts(SILENCE, "contoso")) {
            // Given
            azure.fail("contoso");

            // When
            azure.pollAuditLog("contoso");
            azure.pollAuditLog("contoso");

            // Then
            assertThat(azure.readiness().call().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void whatOnlyAnotherInstanceAsksByNowIsForgotten() {
        try (TwoHosts azure = new TwoHosts(SILENCE, "contoso")) {
            // Given
            azure.fail("contoso");
            azure.pollAuditLog("contoso");
            azure.pollAuditLog("contoso");
            azure.mend();

            // When
            azure.passes(Duration.ofMinutes(31));

            // Then
            assertThat(azure.readiness().call().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void ofManyThatFailAFewAreNamed() {
        try (TwoHosts azure = new TwoHosts(SILENCE, organizations(30))) {
            // Given
            azure.failAll();

            // When
            IntStream.range(0, 30).forEach(each -> {
                azure.pollAuditLog("org-" + each);
                azure.pollAuditLog("org-" + each);
            });

            // Then
            HealthCheckResponse said = azure.readiness().call();
            assertThat(said.getStatus()).isEqualTo(Status.DOWN);
            assertThat(said.getData().orElseThrow())
                    .hasSize(7)
                    .containsEntry("others", "The same, or something like it, holds for 25 more.");
        }
    }

    private static String[] organizations(int count) {
        return IntStream.range(0, count).mapToObj(each -> "org-" + each).toArray(String[]::new);
    }
}
