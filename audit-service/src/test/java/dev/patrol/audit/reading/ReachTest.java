package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bench.Reading SETTINGS = Bench.Reading.DEFAULT;
    private static final Duration FARTHEST = SETTINGS.lateEntries().plus(SETTINGS.lateEntriesEvery());

    @Test
    void goesFarBackAtTheStartAndThenNowAndThen() {
        // Given
        Reach reach = Reach.of(SETTINGS);

        // When
        List<Duration> reached = new ArrayList<>();
        for (int minutes = 0; minutes <= 60; minutes += 10) {
            Instant now = NOON.plus(Duration.ofMinutes(minutes));
            reached.add(reach.at(now));
            reach.reached(reach.at(now), now);
        }

        // Then
        Duration usual = SETTINGS.overlap();
        assertThat(reached).containsExactly(FARTHEST, usual, usual, FARTHEST, usual, usual, FARTHEST);
    }

    @Test
    void goesFarBackUntilThatSucceeds() {
        // Given
        Reach reach = Reach.of(SETTINGS);

        // When
        Duration first = reach.at(NOON);

        // Then
        assertThat(first).isEqualTo(FARTHEST);
        assertThat(reach.at(NOON.plusSeconds(60))).isEqualTo(FARTHEST);
    }

    @Test
    void aClockThatWasSetBackMakesNoneWait() {
        // Given
        Reach reach = Reach.of(SETTINGS);
        reach.reached(FARTHEST, NOON);

        // When
        Duration anHourBefore = reach.at(NOON.minusSeconds(3_600));

        // Then
        assertThat(anHourBefore).isEqualTo(FARTHEST);
    }

    /** Polls at any rhythm, with breaks of hours, a log whose entries are late by up to three hours. */
    @Property
    void everyEntryIsPublishedExactlyOnceHoweverLateItIsUpToTheLatest(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 36_000) Integer> happenAt,
            @ForAll @Size(40) List<@IntRange(max = 10_800) Integer> turnUpAfter,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 30, max = 30_000) Integer> pauses) {
        // Given
        Reach reach = Reach.of(SETTINGS);
        List<String> published = new ArrayList<>();
        Progress progress = Progress.from(NOON);
        Instant now = NOON;

        // When
        for (int poll = 0; now.isBefore(NOON.plusSeconds(36_000 + 2 * 10_800 + 3_600)); poll++) {
            now = now.plusSeconds(pauses.get(poll % pauses.size()));
            Duration back = reach.at(now);
            reach.reached(back, now);
            do {
                Window window = Window.after(progress.doneThrough(), now, back, SETTINGS.longestWindow());
                List<AuditEntry> found = new ArrayList<>();
                for (int i = 0; i < happenAt.size(); i++) {
                    Instant timestamp = NOON.plusSeconds(happenAt.get(i));
                    boolean visible = !timestamp.plusSeconds(turnUpAfter.get(i)).isAfter(now);
                    if (visible && window.covers(timestamp) && !progress.isOnTopic("entry-" + i)) {
                        found.add(Entries.at("entry-" + i, timestamp));
                    }
                }
                found.forEach(entry -> published.add(entry.entryId()));
                progress = progress.withPublished(found).advancedTo(window.end(), reach.farthest());
                back = SETTINGS.overlap();
            } while (progress.doneThrough().isBefore(now));
        }

        // Then
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, happenAt.size())
                        .mapToObj(i -> "entry-" + i)
                        .toList());
    }
}
