package dev.patrol.rotator.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Token PATS = token("pats", false, "vso.pats_manage");
    private static final Token READS = token("reads", false, "vso.code");

    @Test
    void theMostPowerfulComeFirst() {
        // When
        Roll roll = new Roll(List.of(READS, WRITES, GLOBAL, MANAGES, FULL), true, 1, Set.of(), List.of());

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
    void whatAListStillHasIsNotDeadWhateverAzureDevOpsAnswered() {
        // Given
        Tally tally = new Tally(List.of(), Set.of());
        tally.found(List.of(FULL, READS));
        tally.taken(List.of(FULL, READS));

        // When
        List<Token> dead = tally.look(roll(Set.of(), READS));

        // Then
        assertThat(dead).containsExactly(FULL);
        assertThat(tally.atTheEnd()).isEqualTo(new BreakGlassAccount(2, 1, 0, 1, 2, 0));
        assertThat(tally.dead()).containsExactly(FULL);
        assertThat(tally.notDead()).containsExactly(READS);
    }

    @Test
    void whatIsSeenDeadIsSaidOnce() {
        // Given
        Tally tally = new Tally(List.of(), Set.of());
        tally.found(List.of(FULL));
        tally.look(roll(Set.of()));

        // When
        List<Token> dead = tally.look(roll(Set.of()));

        // Then
        assertThat(dead).isEmpty();
        assertThat(tally.dead()).containsExactly(FULL);
    }

    @Test
    void aTokenOfAUserWhoCouldNotBeListedIsNotSeenDead() {
        // Given
        Tally tally = new Tally(List.of(), Set.of());
        tally.found(List.of(FULL));
        tally.taken(List.of(FULL));

        // When
        List<Token> dead = tally.look(roll(Set.of(Optional.of(FULL.owner()))));

        // Then
        assertThat(dead).isEmpty();
        assertThat(tally.soFar().revoked()).isEqualTo(1);
        assertThat(tally.atTheEnd().failed()).isEqualTo(1);
    }

    @Test
    void afterAListOfOnesOwnTheTokensOfOthersAreNotSeenDead() {
        // Given
        Tally tally = new Tally(List.of(), Set.of());
        tally.found(List.of(FULL));

        // When
        List<Token> dead = tally.look(new Roll(List.of(), false, 1, Set.of(), List.of("Not allowed.")));

        // Then
        assertThat(dead).isEmpty();
        assertThat(tally.atTheEnd().unreachable()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierRunHasBegunIsInTheAccount() {
        // Given
        Tally tally = new Tally(List.of(FULL, GLOBAL, WRITES), Set.of(FULL.authorizationId()));

        // When
        List<Token> dead = tally.look(roll(Set.of(), WRITES));

        // Then
        assertThat(dead).containsExactly(GLOBAL);
        assertThat(tally.atTheEnd().found()).isEqualTo(3);
        assertThat(tally.atTheEnd().revoked()).isEqualTo(2);
        assertThat(tally.dead()).containsExactly(FULL, GLOBAL);
    }

    static Stream<Arguments> credentials() {
        UUID full = FULL.authorizationId();
        return Stream.of(
                Arguments.of(Optional.of(full), Set.of("fabrikam"), List.of(FULL)),
                Arguments.of(Optional.of(READS.authorizationId()), Set.of("fabrikam"), List.of(READS)),
                Arguments.of(Optional.empty(), Set.of("fabrikam"), List.of(FULL, PATS)),
                Arguments.of(Optional.empty(), Set.of(), List.of()),
                Arguments.of(Optional.empty(), Set.of("contoso"), List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void credentials(Optional<UUID> known, Set<String> byToken, List<Token> mayBeOwn) {
        // Given
        OwnCredential own = new OwnCredential(known, byToken);

        // When
        List<Token> found =
                Stream.of(FULL, PATS, GLOBAL, READS).filter(own::mayBe).toList();

        // Then
        assertThat(found).isEqualTo(mayBeOwn);
    }

    private static Roll roll(Set<Optional<String>> unlisted, Token... alive) {
        return new Roll(List.of(alive), true, 2, unlisted, List.of());
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
