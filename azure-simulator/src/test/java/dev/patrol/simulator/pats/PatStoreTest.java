package dev.patrol.simulator.pats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.simulator.pats.PatQuery.Filter;
import dev.patrol.simulator.pats.PatQuery.SortBy;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Organization FABRIKAM = Organization.named("fabrikam");
    private static final User OWNER = User.of("owner@fabrikam.example");

    private final PatStore store = new PatStore();
    private final TokenValues values = new TokenValues();

    @ParameterizedTest
    @CsvSource({"ACTIVE, 10", "EXPIRED, 20", "REVOKED, 30", "ALL, 60"})
    void listsTheTokensOfTheStateThatIsAskedFor(Filter filter, int count) {
        // Given
        IntStream.range(0, 10).forEach(n -> store.add(token("alive-" + n, NOW.plusSeconds(60), false)));
        IntStream.range(0, 20).forEach(n -> store.add(token("expired-" + n, NOW, false)));
        IntStream.range(0, 30).forEach(n -> store.add(token("revoked-" + n, NOW.plusSeconds(60), true)));

        // When
        List<PatToken> listed = all(query(filter, SortBy.DISPLAYNAME, true, 7));

        // Then
        assertThat(listed).hasSize(count);
    }

    @Test
    void pagesInEveryOrderWithoutLossOrRepeatEvenAmongEqualNames() {
        // Given
        IntStream.range(0, 250)
                .forEach(n -> store.add(token("Name " + n % 7, NOW.plus(Duration.ofHours(n % 11 - 5)), n % 5 == 0)));

        for (SortBy sortBy : SortBy.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                // When
                List<PatToken> listed = all(query(Filter.ALL, sortBy, ascending, 9));

                // Then
                assertThat(listed).hasSize(250).doesNotHaveDuplicates();
                Comparator<PatToken> order = order(sortBy);
                assertThat(listed).isSortedAccordingTo(ascending ? order : order.reversed());
            }
        }
    }

    @Test
    void refusesAContinuationTokenOfAListWithOtherFilters() {
        // Given
        IntStream.range(0, 10).forEach(n -> store.add(token("a" + n, NOW.plusSeconds(60), false)));
        PatQuery active = query(Filter.ACTIVE, SortBy.DISPLAYNAME, true, 3);
        String continuation = store.page(FABRIKAM, OWNER, active, NOW).continuationToken();

        // When
        // Then
        assertThatThrownBy(() -> query(Filter.ALL, SortBy.DISPLAYNAME, true, 3).continued(continuation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other filters");
        assertThatThrownBy(() -> active.continued("no token")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsARenamedTokenInItsNewPlaceOnly() {
        // Given
        PatToken token = token("before", NOW.plusSeconds(60), false);
        store.add(token);

        // When
        store.change(
                token.authorizationId(), old -> old.changed("after", old.scope(), old.global(), NOW.plusSeconds(90)));

        // Then
        assertThat(all(query(Filter.ALL, SortBy.DISPLAYNAME, true, 10)))
                .extracting(PatToken::displayName)
                .containsExactly("after");
        assertThat(all(query(Filter.ALL, SortBy.DISPLAYDATE, true, 10)))
                .extracting(PatToken::validTo)
                .containsExactly(NOW.plusSeconds(90));
    }

    @Test
    void keepsListsAndTokensInStepWhileManyThreadsCreateAndRevoke() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            work.add(() -> {
                for (int n = 0; n < 500; n++) {
                    PatToken token = token("t" + number + "-" + n, NOW.plusSeconds(60), false);
                    store.add(token);
                    if (n % 2 == 0) {
                        store.change(token.authorizationId(), old -> old.revoked(NOW));
                    }
                    store.page(FABRIKAM, OWNER, query(Filter.ALL, SortBy.DISPLAYNAME, true, 100), NOW);
                }
                return null;
            });
        }

        // When
        List<Future<Void>> done = threads.invokeAll(work);

        // Then
        for (Future<Void> future : done) {
            future.get();
        }
        threads.shutdown();
        List<PatToken> alive = all(query(Filter.ACTIVE, SortBy.DISPLAYNAME, true, 100));
        List<PatToken> revoked = all(query(Filter.REVOKED, SortBy.DISPLAYDATE, false, 100));
        assertThat(alive).hasSize(2000);
        assertThat(revoked).hasSize(2000);
        assertThat(new HashSet<>(alive)).doesNotContainAnyElementsOf(revoked);
    }

    @Test
    void takesNoLongerForAPageOfManyTokensThanItHolds() {
        // Given
        IntStream.range(0, 20_000).forEach(n -> store.add(token("token-" + n, NOW.plusSeconds(60), false)));
        long start = System.nanoTime();

        // When
        List<PatToken> listed = all(query(Filter.ACTIVE, SortBy.DISPLAYDATE, true, 100));

        // Then
        assertThat(listed).hasSize(20_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private List<PatToken> all(PatQuery query) {
        List<PatToken> tokens = new ArrayList<>();
        PatPage page = store.page(FABRIKAM, OWNER, query, NOW);
        tokens.addAll(page.tokens());
        while (!page.continuationToken().isEmpty()) {
            assertThat(page.tokens()).hasSize(query.top());
            page = store.page(FABRIKAM, OWNER, query.continued(page.continuationToken()), NOW);
            tokens.addAll(page.tokens());
        }
        return tokens;
    }

    private static Comparator<PatToken> order(SortBy sortBy) {
        return switch (sortBy) {
            case DISPLAYNAME ->
                Comparator.comparing(token -> token.displayName().toLowerCase(Locale.ROOT));
            case DISPLAYDATE -> Comparator.comparing(PatToken::validTo);
            case STATUS -> Comparator.comparing(token -> token.status(NOW));
        };
    }

    private static PatQuery query(Filter filter, SortBy sortBy, boolean ascending, int top) {
        return new PatQuery(filter, sortBy, ascending, top, Optional.empty());
    }

    private PatToken token(String name, Instant validTo, boolean revoked) {
        return new PatToken(
                UUID.randomUUID(),
                FABRIKAM,
                OWNER,
                name,
                "vso.code",
                false,
                NOW.minusSeconds(60),
                validTo,
                values.next(NOW),
                revoked ? Optional.of(NOW) : Optional.empty());
    }
}
