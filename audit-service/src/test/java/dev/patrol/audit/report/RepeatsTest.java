package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void knowsAgainWhatWasThere() {
        // Given
        String id = UUID.randomUUID().toString();
        String long1 = "x".repeat(100_000) + "1";
        String long2 = "x".repeat(100_000) + "2";

        // When
        boolean first = repeats.isFirst(id) && repeats.isFirst(long1) && repeats.isFirst(long2);

        // Then
        assertThat(first).isTrue();
        assertThat(repeats.isFirst(id) || repeats.isFirst(long1) || repeats.isFirst(long2))
                .isFalse();
    }

    @Test
    void forgetsTheOldestWhereThereAreTooMany() {
        // Given
        IntStream.range(0, 100_000).forEach(i -> repeats.isFirst("id-" + i));

        // When
        repeats.isFirst("one more");

        // Then
        assertThat(repeats.isFirst("id-1")).isFalse();
        assertThat(repeats.isFirst("id-0")).isTrue();
    }
}
