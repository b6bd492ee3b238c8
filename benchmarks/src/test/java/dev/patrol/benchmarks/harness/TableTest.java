package dev.patrol.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void figuresStandUnderEachOtherToTheRight() {
        // Given
        Table table = new Table("who", "time").row("bound", "9.0 s").row("x", "12.5 s");

        // Then
        assertThat(table.toString().lines()).containsExactly("who      time", "bound   9.0 s", "x      12.5 s");
    }

    @Test
    void aRowHasACellForEachHead() {
        // Given
        Table table = new Table("who", "time");

        // Then
        assertThatThrownBy(() -> table.row("bound")).isInstanceOf(IllegalArgumentException.class);
    }
}
