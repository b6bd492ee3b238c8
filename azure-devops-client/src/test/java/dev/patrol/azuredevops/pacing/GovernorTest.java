package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.patrol.azuredevops.pacing.Governor.Passage;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<String> passed = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void anUrgentCallPassesAllRoutineCallsThatWait() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        Passage busy = enter(governor, Urgency.ROUTINE);
        queue(governor, Urgency.ROUTINE, 3);
        queue(governor, Urgency.URGENT, 1);

        // When
        busy.close();

        // Then
        await().untilAsserted(
                        () -> assertThat(passed).containsExactly("URGENT 0", "ROUTINE 0", "ROUTINE 1", "ROUTINE 2"));
    }

    @Test
    void urgentCallsDoNotStarveRoutineOnes() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        Passage busy = enter(governor, Urgency.URGENT);
        queue(governor, Urgency.ROUTINE, 2);
        queue(governor, Urgency.URGENT, 2 * Governor.MOST_URGENT_IN_A_ROW + 1);

        // When
        busy.close();

        // Then
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> expected.add("URGENT " + i));
        expected.add("ROUTINE 0");
        IntStream.range(8, 16).forEach(i -> expected.add("URGENT " + i));
        expected.add("ROUTINE 1");
        expected.add("URGENT 16");
        await().untilAsserted(() -> assertThat(passed).containsExactlyElementsOf(expected));
    }

    @Test
    void whoIsInterruptedWaitsNoLongerAndHoldsUpNobody() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        Passage busy = enter(governor, Urgency.ROUTINE);
        Future<Void> first = queue(governor, Urgency.ROUTINE, 1).get(0);
        queue(governor, Urgency.URGENT, 1);

        // When
        first.cancel(true);
        await().until(() -> governor.state().routineWaiting() == 0);
        busy.close();

        // Then
        await().untilAsserted(() -> assertThat(passed).containsExactly("URGENT 0"));
    }

    @Test
    void patienceEndsWhereNoAnswerComes() throws Exception {
        // Given
        Governor governor = oneAtATime(Duration.ofMillis(200));
        enter(governor, Urgency.ROUTINE);

        // When
        OutOfPatience failure = catchThrowableOfType(OutOfPatience.class, () -> enter(governor, Urgency.URGENT));

        // Then
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(governor.state().urgentWaiting()).isZero();
    }

    @Test
    void whoWouldWaitLongerThanThePatienceIsToldAtOnce() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        try (Passage passage = enter(governor, Urgency.ROUTINE)) {
            passage.answered(429, headers("Retry-After", "60"));
        }

        // When
        OutOfPatience failure = catchThrowableOfType(OutOfPatience.class, () -> enter(governor, Urgency.URGENT));

        // Then
        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void aPauseThatBecomesLongerThanThePatienceEndsTheWait() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        Passage busy = enter(governor, Urgency.ROUTINE);
        List<Future<Void>> waiting = queue(governor, Urgency.ROUTINE, 3);

        // When
        busy.answered(200, headers("Retry-After", "60"));

        // Then
        await().untilAsserted(() -> assertThat(waiting).allMatch(Future::isDone));
        assertThat(passed).isEmpty();
    }

    @Test
    void whatGoesOnCanBeSeen() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        try (Passage passage = enter(governor, Urgency.ROUTINE)) {
            passage.answered(200, headers("X-RateLimit-Delay", "0.100"));
        }
        try (Passage passage = enter(governor, Urgency.ROUTINE)) {
            passage.answered(429, headers("Retry-After", "1"));
        }
        queue(governor, Urgency.ROUTINE, 2);
        queue(governor, Urgency.URGENT, 1);

        // When
        GovernorState state = governor.state();

        // Then
        assertThat(state.underWay()).isZero();
        assertThat(state.routineWaiting()).isEqualTo(2);
        assertThat(state.urgentWaiting()).isEqualTo(1);
        assertThat(state.delayed()).isEqualTo(1);
        assertThat(state.refused()).isEqualTo(1);
        assertThat(state.ended(Urgency.ROUTINE, Ending.SUCCEEDED)).isEqualTo(1);
        assertThat(state.ended(Urgency.ROUTINE, Ending.THROTTLED)).isEqualTo(1);
        assertThat(state.ended(Urgency.URGENT, Ending.THROTTLED)).isZero();
        assertThat(state.paused()).isPositive();
        assertThat(state.perSecond()).hasValue(0);
        assertThat(state.remaining()).isEmpty();
    }

    @Test
    void aPassageEndsOnce() throws Exception {
        // Given
        Governor governor = oneAtATime(PATIENCE);
        Passage passage = enter(governor, Urgency.ROUTINE);
        passage.answered(200, headers("Content-Type", "application/json"));

        // When
        passage.close();

        // Then
        assertThat(governor.state().underWay()).isZero();
        try (Passage next = enter(governor, Urgency.ROUTINE)) {
            assertThat(governor.state().underWay()).isEqualTo(1);
        }
    }

    @Test
    void eachOrganizationHasAGovernorOfItsOwnAndThereAreNotEverMoreOfThem() {
        // Given
        Governors governors = new Governors(Pacing.DEFAULT, PATIENCE, Time.steady());
        Governor fabrikam = governors.of("Fabrikam");

        // When
        IntStream.range(0, 2 * Governors.MOST).forEach(i -> {
            governors.of("organization" + i);
            governors.of("fabrikam");
        });

        // Then
        assertThat(governors.of("FABRIKAM")).isSameAs(fabrikam).isNotSameAs(governors.of("contoso"));
        assertThat(governors.states()).hasSize(Governors.MOST).containsKey("fabrikam");
    }

    private static Governor oneAtATime(Duration patience) {
        return new Governor(new Pacing.Adaptive(1), patience, Time.steady());
    }

    private static Passage enter(Governor governor, Urgency urgency) throws InterruptedException, OutOfPatience {
        return governor.enter(urgency, true, governor.deadline());
    }

    /** Callers who wait one after the other, and write down that they passed. */
    private List<Future<Void>> queue(Governor governor, Urgency urgency, int count) {
        List<Future<Void>> waiting = new ArrayList<>();
        int before = waiting(governor, urgency);
        for (int i = 0; i < count; i++) {
            String name = urgency + " " + i;
            waiting.add(callers.submit(() -> {
                try (Passage passage = enter(governor, urgency)) {
                    passed.add(name);
                }
                return null;
            }));
            int expected = before + i + 1;
            await().until(() -> waiting(governor, urgency) == expected);
        }
        return waiting;
    }

    private static int waiting(Governor governor, Urgency urgency) {
        GovernorState state = governor.state();
        return urgency == Urgency.URGENT ? state.urgentWaiting() : state.routineWaiting();
    }

    private static HttpHeaders headers(String name, String value) {
        return HttpHeaders.of(Map.of(name, List.of(value)), (header, content) -> true);
    }
}
