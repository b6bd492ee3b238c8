package dev.patrol.audit.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.audit.sight.Obstacle.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final SortedSet<Instant> NOTHING = new TreeSet<>();

    private final List<Level> logged = new ArrayList<>();
    private final Logger log = Logger.getLogger(Sight.class.getName());
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord written) {
            logged.add(written.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Sight sight = new Sight("contoso", Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void listen() {
        log.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(recorder);
    }

    @Test
    void logsChangesAndNotPolls() {
        // When
        sight.clear(NOON, NOTHING);
        sight.clear(NOON, NOTHING);
        sight.blocked(obstacle(Kind.LOG_UNAVAILABLE, "503"), new IllegalStateException());
        sight.blocked(obstacle(Kind.LOG_UNAVAILABLE, "500"), new IllegalStateException());
        sight.blocked(obstacle(Kind.FORBIDDEN_OR_AUDITING_OFF, "403"), new IllegalStateException());
        sight.blocked(obstacle(Kind.FORBIDDEN_OR_AUDITING_OFF, "403"), new IllegalStateException());
        sight.clear(NOON, NOTHING);
        sight.clear(NOON, NOTHING);

        // Then
        assertThat(logged).extracting(Level::getName).containsExactly("ERROR", "ERROR", "INFO");
    }

    @Test
    void showsTheLatestWordsOfAnObstacle() {
        // Given
        sight.blocked(obstacle(Kind.LOG_UNAVAILABLE, "503"), new IllegalStateException());

        // When
        sight.blocked(obstacle(Kind.LOG_UNAVAILABLE, "500"), new IllegalStateException());

        // Then
        assertThat(sight.view().obstacle()).map(Obstacle::error).contains("500");
        assertThat(sight.view().since()).contains(NOON);
    }

    @Test
    void remembersTheNewestEntryThoughALateOneComesAfterIt() {
        // Given
        sight.published(NOON);

        // When
        sight.published(NOON.minusSeconds(60));

        // Then
        assertThat(sight.view().lastEntry()).contains(NOON);
    }

    private static Obstacle obstacle(Kind kind, String error) {
        return new Obstacle(kind, error, "Wait.", Optional.empty());
    }
}
