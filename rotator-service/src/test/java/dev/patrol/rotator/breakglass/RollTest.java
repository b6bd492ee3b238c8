package dev.patrol.rotator.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.TokenFilter;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RollTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Token FULL = token("full", false, "app_token");
    private static final Token GLOBAL = token("global", true, "vso.code");
    private static final Token MANAGES = token("manages", false, "vso.security_manage");
    private static final Token WRITES = token("writes", false, "vso.code_write", "vso.build");
    private static final Token READS = token("reads", false, "vso.code");

    @Test
    void theMostPowerfulComeFirst() {
        // When
        Roll roll = new Roll(List.of(READS, WRITES, GLOBAL, MANAGES, FULL), true, 1, List.of());

        // Then
        assertThat(roll.tokens()).containsExactly(FULL, GLOBAL, MANAGES, WRITES, READS);
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(new TokenFilter("fabrikam", null, null, null, null), 5),
                Arguments.of(new TokenFilter("fabrikam", "*s", null, null, null), 3),
                Arguments.of(new TokenFilter("fabrikam", null, "vso.code", null, null), 2),
                Arguments.of(new TokenFilter("fabrikam", null, null, "DANA@contoso.example", null), 5),
                Arguments.of(new TokenFilter("fabrikam", null, null, "eve@contoso.example", null), 0),
                Arguments.of(new TokenFilter("fabrikam", null, null, null, NOON), 0),
                Arguments.of(new TokenFilter("fabrikam", null, null, null, NOON.plusNanos(1)), 5),
                Arguments.of(new TokenFilter("fabrikam", "*s", "vso.code", null, null), 1));
    }

    @ParameterizedTest
    @MethodSource
    void filters(TokenFilter filter, int chosen) {
        // When
        long count = Stream.of(FULL, GLOBAL, MANAGES, WRITES, READS)
                .filter(new Chosen(filter))
                .count();

        // Then
        assertThat(count).isEqualTo(chosen);
    }

    @Test
    void whatStillLivesAtTheEndCountsAsFailed() {
        // Given
        Tally tally = new Tally(java.util.Map.of());
        tally.found(new Roll(List.of(FULL, READS), true, 2, List.of("Two could not be listed.")), List.of(FULL, READS));
        tally.revoked(List.of(FULL, READS));

        // When
        tally.stillAlive(List.of(READS));

        // Then
        assertThat(tally.account().revoked()).isEqualTo(1);
        assertThat(tally.account().failed()).isEqualTo(1);
        assertThat(tally.notDead()).containsExactly(READS);
        assertThat(tally.account().unreachable()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierRunHasRevokedIsInTheAccount() {
        // Given
        Tally tally = new Tally(java.util.Map.of(FULL.authorizationId(), FULL));

        // When
        tally.found(new Roll(List.of(READS), true, 1, List.of()), List.of(READS));
        tally.revoked(List.of(READS));

        // Then
        assertThat(tally.account().found()).isEqualTo(2);
        assertThat(tally.account().revoked()).isEqualTo(2);
        assertThat(tally.dead()).containsExactly(FULL, READS);
    }

    private static Token token(String name, boolean global, String... scopes) {
        return Token.of(
                "fabrikam",
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                List.of(scopes),
                NOON,
                NOON.plus(Duration.ofDays(30)),
                global,
                Optional.of("dana@contoso.example"));
    }
}
