package dev.patrol.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @ParameterizedTest(name = "the median of {0} is {1}")
    @CsvSource({"7, 7", "9 1 5, 5", "100 1 2, 2", "4 1 2 100, 3"})
    void oneOutlierDoesNotMoveTheMedian(String seconds, long median) {
        // Given
        List<Duration> durations = Stream.of(seconds.split(" "))
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .toList();

        // Then
        assertThat(Statistics.median(durations)).isEqualTo(Duration.ofSeconds(median));
    }

    @ParameterizedTest(name = "{1} of 1 to {0} are within {2}")
    @CsvSource({"100, 0.99, 99", "100, 1, 100", "200, 0.99, 198", "3, 0.99, 3", "1, 0.5, 1", "4, 0.5, 2"})
    void aPercentileIsNotExceededByThatPart(int count, double part, long percentile) {
        // Given
        List<Duration> durations = LongStream.rangeClosed(1, count)
                .map(second -> count + 1 - second)
                .mapToObj(Duration::ofSeconds)
                .toList();

        // When
        Duration found = Statistics.percentile(durations, part);

        // Then
        assertThat(found).isEqualTo(Duration.ofSeconds(percentile));
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Statistics.median(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.percentile(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRatioSaysHowManyTimesOneIsTheOther() {
        assertThat(Statistics.ratio(Duration.ofMillis(300), Duration.ofSeconds(2)))
                .isEqualTo(0.15);
    }
}
