package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "25, 25, 0", "26, 25, 1", "5000, 25, 4975"})
    void showsTwentyFiveAndCountsTheRest(int all, int shown, int more) {
        // When
        Rows<Integer> rows = Rows.of(IntStream.range(0, all).boxed().toList());

        // Then
        assertThat(rows.shown()).hasSize(shown);
        assertThat(rows.more()).isEqualTo(more);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, true",
        "0, 7, 0, 7, false",
        "100, 412, 25, 387, false",
        "20, 20, 20, 0, false",
        "3, 1, 3, 0, false"
    })
    void countsWhatTheListItselfLeavesOut(int listed, long total, int shown, long more, boolean empty) {
        // When
        Rows<Integer> rows = Rows.of(IntStream.range(0, listed).boxed().toList(), total);

        // Then
        assertThat(rows.shown()).hasSize(shown);
        assertThat(rows.more()).isEqualTo(more);
        assertThat(rows.isEmpty()).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource({"25, 25, 0, 0", "26, 25, 1, 0", "525, 25, 500, 0", "5000, 25, 500, 4475"})
    void namesTheNextFiveHundred(int all, int shown, int named, int more) {
        // When
        Rows<Integer> rows = Rows.named(IntStream.range(0, all).boxed().toList(), String::valueOf);

        // Then
        assertThat(rows.shown()).hasSize(shown);
        assertThat(rows.others()).hasSize(named).doesNotContain("0", "24");
        assertThat(rows.more()).isEqualTo(more);
        assertThat(rows.total()).isEqualTo(all);
    }
}
