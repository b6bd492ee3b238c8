package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    @Test
    void publishesOldestFirst() {
        // Given
        List<AuditEntry> newestFirst = List.of(
                Entries.at("c", NOON.plusSeconds(2)),
                Entries.at("b", NOON.plusSeconds(1)),
                Entries.at("a", NOON.plusSeconds(1)));

        // When
        List<List<AuditEntry>> steps = Steps.of(newestFirst, OVERLAP);

        // Then
        assertThat(steps).hasSize(1);
        assertThat(steps.get(0)).extracting(AuditEntry::entryId).containsExactly("a", "b", "c");
    }

    @Test
    void endsAStepWhereTheNextEntryIsFurtherThanTheOverlap() {
        // Given
        List<AuditEntry> entries = List.of(
                Entries.at("first", NOON),
                Entries.at("just within", NOON.plus(OVERLAP)),
                Entries.at("beyond", NOON.plus(OVERLAP).plusNanos(100)));

        // When
        List<List<AuditEntry>> steps = Steps.of(entries, OVERLAP);

        // Then
        assertThat(steps).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void hasNothingToPublishWhereNothingWasFound() {
        assertThat(Steps.of(List.of(), OVERLAP)).isEmpty();
    }

    @Property(tries = 200)
    void aCrashInAnyStepLeavesNothingBehindThatGoingBackByTheOverlapDoesNotFind(
            @ForAll @Size(max = 3_000) List<@IntRange(max = 86_400) Integer> seconds,
            @ForAll @IntRange(max = 100) int crashPercent) {
        // Given
        List<AuditEntry> entries = IntStream.range(0, seconds.size())
                .mapToObj(i -> Entries.at("entry-" + i, NOON.plusSeconds(seconds.get(i))))
                .toList();

        // When
        List<List<AuditEntry>> steps = Steps.of(entries, OVERLAP);

        // Then
        assertThat(steps.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(steps).allSatisfy(step -> assertThat(step).hasSizeBetween(1, Steps.MOST_ENTRIES));
        if (!steps.isEmpty()) {
            int crashed = Math.min(steps.size() - 1, steps.size() * crashPercent / 100);
            List<AuditEntry> halfPublished = steps.get(crashed);
            Instant newestOnTopic = halfPublished.get(halfPublished.size() - 1).timestamp();
            assertThat(steps.subList(crashed, steps.size()).stream().flatMap(List::stream))
                    .allSatisfy(
                            missing -> assertThat(missing.timestamp()).isAfterOrEqualTo(newestOnTopic.minus(OVERLAP)));
        }
    }
}
