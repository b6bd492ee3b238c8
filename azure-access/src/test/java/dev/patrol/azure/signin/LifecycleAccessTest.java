package dev.patrol.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LifecycleAccessTest {
    private static final Map<String, String> MISSPELT = Map.of("contso", "The organization contso is not found.");

    @Test
    void theOnlyOrganizationThatIsNotThereIsNotReady() {
        // When
        HealthCheckResponse said = LifecycleAccess.answer(MISSPELT, 0);

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void oneOfSeveralThatIsNotThereIsToldAndTheOthersAreWorkedFor() {
        // When
        HealthCheckResponse said = LifecycleAccess.answer(MISSPELT, 1);

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.UP);
        assertThat(said.getData().orElseThrow()).isEqualTo(MISSPELT);
    }
}
