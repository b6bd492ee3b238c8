package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AwaitedRotationsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(15));
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();

    private final AwaitedRotations awaited = new AwaitedRotations();

    @Test
    void theSameTokensAreAwaitedSinceTheyWereFoundFirst() {
        // Given
        awaited.found("contoso", Set.of(ONE, ANOTHER), NOON);

        // When
        awaited.found("contoso", Set.of(ONE), LATER);

        // Then
        assertThat(awaited.since()).contains(NOON);
    }

    @Test
    void aTokenThatComesBeginsAnew() {
        // Given
        awaited.found("contoso", Set.of(ONE), NOON);

        // When
        awaited.found("contoso", Set.of(ONE, ANOTHER), LATER);

        // Then
        assertThat(awaited.since()).contains(LATER);
    }

    @Test
    void noneIsAwaitedOnceAllOrganizationsHaveNone() {
        // Given
        awaited.found("contoso", Set.of(ONE), NOON);
        awaited.found("fabrikam", Set.of(ANOTHER), NOON);
        awaited.found("contoso", Set.of(), LATER);

        // When
        boolean oneIsLeft = awaited.since().isPresent();
        awaited.found("fabrikam", Set.of(), LATER);

        // Then
        assertThat(oneIsLeft).isTrue();
        assertThat(awaited.since()).isEmpty();
    }
}
