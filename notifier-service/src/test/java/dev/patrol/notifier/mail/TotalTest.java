package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalTest {
    @Test
    void comparesWithTheLongestBarAndShowsTheSmallestStill() {
        assertThat(Total.inOrder(List.of(Map.entry("a", 1L), Map.entry("b", 5_000L), Map.entry("c", 0L))))
                .containsExactly(new Total("a", 1, 1), new Total("b", 5_000, 100), new Total("c", 0, 0));
    }

    @Test
    void countsWhatThereIsNoRoomForAsOne() {
        // Given
        List<EventLine> lines = new ArrayList<>();
        for (int kind = 1; kind <= 10; kind++) {
            for (int line = 0; line < kind; line++) {
                lines.add(EventLine.of("x", "contoso", "kind " + kind, "", SampleEvents.TODAY));
            }
        }

        // When
        List<Total> totals = Total.by(EventLine::kind, lines);

        // Then
        assertThat(totals).hasSize(9);
        assertThat(totals.get(0)).isEqualTo(new Total("kind 10", 10, 100));
        assertThat(totals.get(8)).isEqualTo(new Total("2 others", 3, 30));
        assertThat(totals.stream().mapToLong(Total::count).sum()).isEqualTo(lines.size());
    }
}
