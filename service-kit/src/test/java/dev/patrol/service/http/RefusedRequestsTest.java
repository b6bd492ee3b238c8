package dev.patrol.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.Severity;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {
    private static final Denial DENIAL =
            new Denial(Severity.HIGH, "no-credential", "for a scan without a key", "Look who that is.");

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T08:00:00Z"), ZoneOffset.UTC);
    private final List<CommandRefused> told = new ArrayList<>();

    @Test
    void aServiceThatStopsTellsWhatWaitsToBeTold() {
        // Given
        RefusedRequests requests = new RefusedRequests((patience, refusal) -> told.add(refusal), clock);
        for (int attempt = 0; attempt < 3; attempt++) {
            requests.tell("POST /rotate", "192.0.2.7", DENIAL);
        }

        // When
        requests.onStop(new ShutdownEvent());

        // Then
        assertThat(told).hasSize(2);
        assertThat(told.get(1).reason()).contains("So did 1 others");
    }

    @Test
    void aBrokerThatIsAwayKeepsNoServiceFromStopping() {
        // Given
        RefusedRequests requests = new RefusedRequests(
                (patience, refusal) -> {
                    throw new IllegalStateException("The broker is away.");
                },
                clock);
        requests.tell("POST /rotate", "192.0.2.7", DENIAL);

        // When
        requests.onStop(new ShutdownEvent());

        // Then
        assertThat(told).isEmpty();
    }
}
