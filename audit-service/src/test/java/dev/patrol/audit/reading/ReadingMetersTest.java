package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.audit.sight.Obstacles;
import dev.patrol.audit.sight.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadingMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Sight sight = new Sight("contoso", Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void theLagIsHowFarTheTopicIsBehind() {
        // Given
        sight.clear(NOON.minusSeconds(30), new TreeSet<>());

        // When
        Duration lag = ReadingMeters.lag(sight.view(), NOON.plusSeconds(60));

        // Then
        assertThat(lag).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anInstanceThatFollowsNoLongerHasNoLag() {
        // Given
        sight.clear(NOON.minusSeconds(30), new TreeSet<>());
        sight.followedElsewhere();

        // When
        Duration lag = ReadingMeters.lag(sight.view(), NOON.plus(Duration.ofDays(1)));

        // Then
        assertThat(lag).isZero();
    }

    @Test
    void whereNothingCouldBeReadYetTheLagGrowsSinceThen() {
        // Given
        RuntimeException failure = new IllegalStateException("away");
        sight.blocked(Obstacles.of(failure), failure);

        // When
        Duration lag = ReadingMeters.lag(sight.view(), NOON.plusSeconds(600));

        // Then
        assertThat(lag).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whereNobodySaysWhoFollowsTheLogTheLagGrowsSinceThen() {
        // Given
        sight.clear(NOON.minusSeconds(30), new TreeSet<>());
        RuntimeException silence = new TimeoutException("the broker does not answer");
        sight.cutOff(Obstacles.of(silence), silence);

        // When
        Duration lag = ReadingMeters.lag(sight.view(), NOON.plusSeconds(600));

        // Then
        assertThat(lag).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whoHearsAgainThatAnotherFollowsTheLogHasNoLag() {
        // Given
        RuntimeException silence = new TimeoutException("the broker does not answer");
        sight.cutOff(Obstacles.of(silence), silence);
        sight.followedElsewhere();

        // When
        Duration lag = ReadingMeters.lag(sight.view(), NOON.plusSeconds(600));

        // Then
        assertThat(lag).isZero();
    }
}
