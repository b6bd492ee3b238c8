package dev.patrol.rotator.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.PersonalAccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LiveTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final PersonalAccessToken FIRST = token("first");
    private static final PersonalAccessToken SECOND = token("second");

    private final Deque<List<PersonalAccessToken>> lists = new ArrayDeque<>();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final LiveTokens tokens = at(NOW, timeToRead -> Duration.ofDays(1));

    private LiveTokens at(Instant now, UnaryOperator<Duration> refreshedAt) {
        return new LiveTokens(lists::remove, Clock.fixed(now, ZoneOffset.UTC), background::add, refreshedAt);
    }

    @Test
    void aListThatGetsOldIsReadAheadOnceAndUsedMeanwhile() {
        // Given
        LiveTokens aging = at(NOW, timeToRead -> Duration.ofSeconds(-1));
        lists.add(List.of(FIRST));
        lists.add(List.of(SECOND));
        aging.find(FIRST.authorizationId(), NOW);

        // When
        Optional<PersonalAccessToken> found = aging.find(FIRST.authorizationId(), NOW);
        aging.find(FIRST.authorizationId(), NOW);

        // Then
        assertThat(found).contains(FIRST);
        assertThat(background).hasSize(1);
    }

    @Test
    void oneListAnswersAllWhomItIsNewEnoughFor() {
        // Given
        lists.add(List.of(FIRST));
        tokens.find(FIRST.authorizationId(), NOW);

        // When
        Optional<PersonalAccessToken> found = tokens.find(FIRST.authorizationId(), NOW.minusSeconds(1));

        // Then
        assertThat(found).contains(FIRST);
    }

    @Test
    void aListThatWasBegunBeforeProvesNothing() {
        // Given
        lists.add(List.of(FIRST));
        tokens.find(FIRST.authorizationId(), NOW);
        lists.add(List.of(SECOND));

        // When
        Optional<PersonalAccessToken> found = tokens.find(FIRST.authorizationId(), NOW.plusMillis(1));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void namesAreTakenExactly() {
        // Given
        PersonalAccessToken namesake = token("First");
        lists.add(List.of(FIRST, namesake, token("first")));

        // When
        List<PersonalAccessToken> named = tokens.named("first", NOW);

        // Then
        assertThat(named).hasSize(2).doesNotContain(namesake);
    }

    private static PersonalAccessToken token(String name) {
        return new PersonalAccessToken(
                UUID.randomUUID(), name, List.of("vso.code"), NOW, NOW.plus(Duration.ofDays(30)), false, List.of());
    }
}
