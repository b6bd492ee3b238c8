package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HeaviestTest {
    @Property(tries = 200)
    void keepsTheFirstOfTheSortedAndCountsAll(@ForAll List<Integer> all, @ForAll @IntRange(max = 20) int most) {
        // Given
        Heaviest<Integer> heaviest = new Heaviest<>(most, Comparator.reverseOrder());

        // When
        all.forEach(heaviest::add);

        // Then
        assertThat(heaviest.list())
                .isEqualTo(all.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(most)
                        .toList());
        assertThat(heaviest.total()).isEqualTo(all.size());
    }
}
