package dev.patrol.example.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", "localhost:9092");

    @Test
    void theGroupIsOneThatDependentsMayUse() {
        // Given
        ClientSettings settings = new ClientSettings(KAFKA, "ci", "billing-0", Backoff.usual());

        // When
        String group = settings.group();

        // Then
        assertThat(group).isEqualTo("dependent-billing-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\nb", "ä"})
    void refusesANameThatIsNoPartOfAUri(String dependent) {
        // When / Then
        assertThatThrownBy(() -> new ClientSettings(KAFKA, "ci", dependent, Backoff.usual()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dependent's name");
    }

    @Test
    void refusesKafkaWithoutAddress() {
        // When / Then
        assertThatThrownBy(() -> new ClientSettings(Map.of(), "ci", "billing-0", Backoff.usual()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap.servers");
    }
}
