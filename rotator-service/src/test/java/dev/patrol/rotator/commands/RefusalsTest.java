package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.secrets.SecretStoreException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new AzureDevOpsException.NoCredential("Nobody has signed in."), "azure-devops-unavailable"),
                Arguments.of(new SecretStoreException.Unavailable("It answered 503."), "vault-unavailable"),
                Arguments.of(
                        new SecretStoreException.Refused("It answered 403.", "Give it the role."), "vault-unavailable"),
                Arguments.of(new TopicAuthorizationException("patrol.command-results"), "kafka-refuses"),
                Arguments.of(new Refusal.Thrown(Refusal.mistake("exists", "It exists.", "Choose.")), "exists"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureThatPeopleCanMendHasItsWord(RuntimeException failure, String code) {
        // When
        Refusal refusal = Refusals.of(failure).orElseThrow();

        // Then
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.reason()).contains(failure.getMessage());
        assertThat(refusal.remedy()).isNotBlank();
    }

    @Test
    void theLastFailureCountsWhereRetriesAreUsedUp() {
        // Given
        Throwable exhausted = new IllegalStateException(
                "Retries exhausted: 5/5", new SecretStoreException.Unavailable("It is away."));

        // When
        Refusal refusal = Refusals.of(exhausted).orElseThrow();

        // Then
        assertThat(refusal.code()).isEqualTo("vault-unavailable");
    }

    @Test
    void ofAFaultOfTheRotatorsOwnOnlyTheTypeIsTold() {
        // Given
        RuntimeException fault = new IllegalArgumentException("whatever this quotes");

        // When
        Refusal refusal = Refusals.ofFault(fault);

        // Then
        assertThat(Refusals.of(fault)).isEmpty();
        assertThat(refusal.code()).isEqualTo("rotator-fault");
        assertThat(refusal.reason()).contains("IllegalArgumentException").doesNotContain("quotes");
    }

    @Test
    void whatComesAgainIsNotAnsweredYet() {
        // When
        boolean stopped = Refusals.isPutOff(new RejectedExecutionException());
        boolean brokerAway = Refusals.isPutOff(new IllegalStateException(new TimeoutException()));
        boolean vaultAway = Refusals.isPutOff(new SecretStoreException.Unavailable("It is away."));

        // Then
        assertThat(stopped).isTrue();
        assertThat(brokerAway).isTrue();
        assertThat(vaultAway).isFalse();
    }
}
