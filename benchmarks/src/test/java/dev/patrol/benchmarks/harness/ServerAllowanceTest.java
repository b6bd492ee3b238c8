package dev.patrol.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAllowanceTest {
    @Test
    void isWrittenAsRequestsInSeconds() {
        assertThat(ServerAllowance.parse("600/10s")).isEqualTo(new ServerAllowance(600, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "600/10", "0/10s", "600/0s", "-1/10s", "600/10ms", "many"})
    void whatMakesNoSenseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> ServerAllowance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("600/10s");
    }
}
