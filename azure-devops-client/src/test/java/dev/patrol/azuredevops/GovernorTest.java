package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final URI BASE = URI.create("http://localhost");

    private final List<Thread> callers = new ArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();

    @AfterEach
    void endCallers() {
        callers.forEach(Thread::interrupt);
    }

    @Test
    void anUrgentCallPassesBeforeThoseThatWaited() {
        // Given
        Governor governor = governor(new Pacing.Adaptive(1), Duration.ofMinutes(1));
        long first = governor.admit(routine());
        call(governor, "rotation", routine());
        call(governor, "revocation", routine().urgently());

        // When
        governor.answered(first, Optional.empty());

        // Then
        await().until(() -> passed.size() == 2);
        assertThat(passed).containsExactly("revocation", "rotation");
    }

    @Test
    void routineIsNotStarvedByUrgentCalls() {
        // Given
        Governor governor = governor(new Pacing.Adaptive(1), Duration.ofMinutes(1));
        long first = governor.admit(routine());
        call(governor, "rotation", routine());
        for (int number = 0; number < 2 * Governor.URGENT_IN_A_ROW; number++) {
            call(governor, "revocation", routine().urgently());
        }

        // When
        governor.answered(first, Optional.empty());

        // Then
        await().until(() -> passed.size() == 2 * Governor.URGENT_IN_A_ROW + 1);
        assertThat(passed.indexOf("rotation")).isEqualTo(Governor.URGENT_IN_A_ROW);
    }

    @Test
    void whoCannotPassWithinThePatienceLearnsItAtOnce() {
        // Given
        Governor governor = governor(Pacing.DEFAULT, Duration.ofSeconds(5));
        long number = governor.admit(routine());
        governor.answered(number, Optional.of(pause(Duration.ofMinutes(5))));

        // When
        Throwable failure = catchThrowable(() -> governor.admit(routine()));

        // Then
        assertThat(failure).isInstanceOf(Throttled.class);
        assertThat(((Throttled) failure).retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void aPauseIsWaitedFor() {
        // Given
        Governor governor = governor(Pacing.DEFAULT, Duration.ofSeconds(30));
        long number = governor.admit(routine());
        Instant answered = Instant.now();
        governor.answered(number, Optional.of(pause(Duration.ofMillis(300))));

        // When
        governor.admit(routine());

        // Then
        assertThat(Instant.now()).isAfterOrEqualTo(answered.plusMillis(300));
    }

    @Test
    void anInterruptEndsTheWait() {
        // Given
        Governor governor = governor(new Pacing.Adaptive(1), Duration.ofMinutes(1));
        governor.admit(routine());
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(() -> failures.add(catchThrowable(() -> governor.admit(routine()))));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        // When
        caller.interrupt();

        // Then
        await().until(() -> !failures.isEmpty());
        assertThat(failures.get(0)).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) failures.get(0)).outcomeUnknown()).isFalse();
    }

    @Test
    void afterABatchComesAPauseForEverybody() {
        // Given
        Governor governor = governor(new Pacing.Batches(2, Duration.ofMillis(300)), Duration.ofSeconds(30));
        long first = governor.admit(routine());
        long second = governor.admit(routine());
        governor.answered(first, Optional.empty());
        Instant last = Instant.now();
        governor.answered(second, Optional.empty());

        // When
        governor.admit(routine().urgently());

        // Then
        assertThat(Instant.now()).isAfterOrEqualTo(last.plusMillis(300));
    }

    /** Stands in line before this returns. */
    private void call(Governor governor, String name, Call call) {
        Thread caller = new Thread(() -> {
            long number = governor.admit(call);
            passed.add(name);
            governor.answered(number, Optional.empty());
        });
        callers.add(caller);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    }

    private static RateReport pause(Duration wait) {
        return new RateReport(false, Optional.of(wait), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static Governor governor(Pacing pacing, Duration patience) {
        return new Governor(pacing, patience, Clock.systemUTC());
    }

    private static Call routine() {
        return Call.of("GET", BASE, "fabrikam", "tokens/pats");
    }
}
