package dev.patrol.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void optionsHaveAValueOrNone() {
        // When
        Arguments arguments = Arguments.of(List.of("--quick", "--tokens", "50"));

        // Then
        assertThat(arguments.has("quick")).isTrue();
        assertThat(arguments.has("runs")).isFalse();
        assertThat(arguments.number("tokens", 1000)).isEqualTo(50);
        assertThat(arguments.number("runs", 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "many", "1.5", "999999999"})
    void aNumberIsWholeAndAboveZero(String text) {
        // Given
        Arguments arguments = Arguments.of(List.of("--tokens", text));

        // Then
        assertThatThrownBy(() -> arguments.number("tokens", 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--tokens 1000");
    }

    @Test
    void anUnknownOptionIsRefusedWithThoseThatThereAre() {
        // Given
        Arguments arguments = Arguments.of(List.of("--token", "50"));

        // Then
        assertThatThrownBy(() -> arguments.onlyKnow("tokens", "runs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--token;", "--tokens, --runs");
    }

    @Test
    void aWordAloneIsNoOption() {
        assertThatThrownBy(() -> Arguments.of(List.of("quick"))).isInstanceOf(IllegalArgumentException.class);
    }
}
