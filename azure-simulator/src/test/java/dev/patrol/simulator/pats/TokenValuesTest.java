package dev.patrol.simulator.pats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.simulator.Credential;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenValuesTest {

    private final TokenValues values = new TokenValues();

    @Test
    void haveTheFormOfRealOnes() {
        // When
        String value = values.next(Instant.parse("2026-11-20T10:00:00Z")).reveal();

        // Then
        assertThat(value).hasSize(84).matches("[A-Za-z0-9]{52}JQQJ99CK[A-Za-z0-9]{16}AZDO[A-Za-z0-9]{4}");
    }

    @Test
    void neverComeTwice() {
        // Given
        Set<Credential> seen = new HashSet<>();

        // When
        for (int n = 0; n < 10_000; n++) {
            seen.add(values.next(Instant.EPOCH));
        }

        // Then
        assertThat(seen).hasSize(10_000);
    }
}
