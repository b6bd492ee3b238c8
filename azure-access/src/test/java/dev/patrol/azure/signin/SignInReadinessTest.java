package dev.patrol.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.signin.FailureKind;
import dev.patrol.signin.SignInFailure;
import dev.patrol.signin.SignInState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SignInReadinessTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SignInFailure ENDED = new SignInFailure(FailureKind.SIGN_IN_ENDED, "", "");
    private static final SignInState WELL = new SignInState.SignedIn("patrol@contoso.example", Optional.empty());
    private static final SignInState GONE = new SignInState.Without(ENDED, NOON);
    private static final SignInState GOING = new SignInState.Troubled("patrol@contoso.example", NOON, ENDED);

    @Test
    void theOnlySignInThatEndedIsNotReady() {
        // When
        HealthCheckResponse said = SignInReadiness.answer(Map.of("contoso", GONE, "fabrikam", GONE));

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.DOWN);
        assertThat(said.getData().orElseThrow()).containsOnlyKeys("contoso", "fabrikam");
    }

    @Test
    void theOnlySignInThatWillEndIsNotReadyBeforeThat() {
        // When
        HealthCheckResponse said = SignInReadiness.answer(Map.of("contoso", GOING));

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void oneOfSeveralThatEndedIsToldAndTheOthersAreWorkedFor() {
        // When
        HealthCheckResponse said = SignInReadiness.answer(Map.of("contoso", GONE, "fabrikam", WELL));

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.UP);
        assertThat(said.getData().orElseThrow()).containsOnlyKeys("contoso").containsValue(ENDED.sentence());
    }

    @Test
    void ofAThousandOrganizationsAFewAreNamed() {
        // Given
        Map<String, SignInState> states = IntStream.range(0, 1_000)
                .mapToObj(each -> "org-" + each)
                .collect(Collectors.toMap(Function.identity(), name -> WELL));

        // When
        HealthCheckResponse said = SignInReadiness.answer(states);

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.UP);
        assertThat(said.getData().orElseThrow()).hasSize(6);
    }
}
