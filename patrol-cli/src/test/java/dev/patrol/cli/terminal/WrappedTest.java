package dev.patrol.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrappedTest {
    @Test
    void breaksBetweenWords() {
        assertThat(Wrapped.lines("one two three", 7)).isEqualTo(List.of("one two", "three"));
    }

    @Test
    void leavesALongWordWhole() {
        assertThat(Wrapped.lines("a https://example.com/long b", 10))
                .isEqualTo(List.of("a", "https://example.com/long", "b"));
    }

    @Test
    void hasOneLineForNothing() {
        assertThat(Wrapped.lines("", 10)).isEqualTo(List.of(""));
    }
}
