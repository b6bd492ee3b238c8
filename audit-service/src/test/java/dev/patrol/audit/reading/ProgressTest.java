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

class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    @Test
    void forgetsOnlyWhatTheNextWindowCannotShow() {
        // Given
        Progress progress = Progress.from(NOON.minusSeconds(60))
                .withPublished(List.of(
                        Entries.at("before", NOON.minus(OVERLAP).minusNanos(1)),
                        Entries.at("at", NOON.minus(OVERLAP)),
                        Entries.at("within", NOON.minusSeconds(1))));

        // When
        Progress advanced = progress.advancedTo(NOON, OVERLAP);

        // Then
        assertThat(advanced.doneThrough()).isEqualTo(NOON);
        assertThat(advanced.published()).containsOnlyKeys("at", "within");
    }

    @Test
    void staysWhereItIsUntilAWindowIsDone() {
        // When
        Progress progress = Progress.from(NOON).withPublished(List.of(Entries.at("one", NOON.plusSeconds(30))));

        // Then
        assertThat(progress.doneThrough()).isEqualTo(NOON);
        assertThat(progress.isOnTopic("one")).isTrue();
        assertThat(progress.isOnTopic("two")).isFalse();
    }

    /** Polls at any rhythm a log whose entries turn up late, but not later than the overlap. */
    @Property
    void publishesEachEntryExactlyOnceHoweverLateItIsWithinTheOverlap(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 7_200) Integer> happenAt,
            @ForAll @Size(60) List<@IntRange(max = 600) Integer> turnUpAfter,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 1_800) Integer> pauses,
            @ForAll @IntRange(min = 60, max = 3_600) int longestSeconds) {
        // Given
        Duration longest = Duration.ofSeconds(longestSeconds);
        List<String> published = new ArrayList<>();
        Progress progress = Progress.from(NOON);
        Instant now = NOON;

        // When
        for (int poll = 0; now.isBefore(NOON.plusSeconds(7_200 + 2 * 600)); poll++) {
            now = now.plusSeconds(pauses.get(poll % pauses.size()));
            do {
                Window window = Window.after(progress.doneThrough(), now, OVERLAP, longest);
                List<AuditEntry> found = new ArrayList<>();
                for (int i = 0; i < happenAt.size(); i++) {
                    Instant timestamp = NOON.plusSeconds(happenAt.get(i));
                    boolean visible = !timestamp.plusSeconds(turnUpAfter.get(i)).isAfter(now);
                    boolean within = !timestamp.isBefore(window.start()) && !timestamp.isAfter(window.end());
                    if (visible && within && !progress.isOnTopic("entry-" + i)) {
                        found.add(Entries.at("entry-" + i, timestamp));
                    }
                }
                found.forEach(entry -> published.add(entry.entryId()));
                progress = progress.withPublished(found).advancedTo(window.end(), OVERLAP);
            } while (progress.doneThrough().isBefore(now));
        }

        // Then
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, happenAt.size())
                        .mapToObj(i -> "entry-" + i)
                        .toList());
    }
}
