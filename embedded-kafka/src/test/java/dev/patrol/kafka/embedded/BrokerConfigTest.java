package dev.patrol.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerConfigTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThatThrownBy(() -> BrokerConfig.defaults().withPort(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void refusesTopicsWithoutPartitions(int partitions) {
        assertThatThrownBy(() -> BrokerConfig.defaults().withDefaultPartitions(partitions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(partitions));
    }

    @Test
    void refusesABlankAddress() {
        assertThatThrownBy(() -> BrokerConfig.defaults().withHost(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
