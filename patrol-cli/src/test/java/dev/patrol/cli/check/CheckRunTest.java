package dev.patrol.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CheckRunTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private record Made(String area, List<String> subjects, Consumer<Findings> work) implements Check {
        @Override
        public String whenLate() {
            return "Look at the cable.";
        }

        @Override
        public void run(Findings findings) {
            work.accept(findings);
        }
    }

    @Test
    void whatHangsHoldsUpNobodyAndIsSaidToBeLate() {
        // Given
        Check hanging = new Made("one", List.of("first", "second", "third"), findings -> {
            findings.ok("first", "seen");
            await(new CountDownLatch(1));
        });
        Check quick = new Made("two", List.of("it"), findings -> findings.ok("it", "seen"));
        Instant began = Instant.now();

        // When
        List<Finding> found = new CheckRun(Duration.ofSeconds(1)).of(List.of(hanging, quick));

        // Then
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(found)
                .containsExactly(
                        new Finding("one", "first", State.OK, "seen"),
                        new Finding("one", "second", State.NOT_OK, "It did not answer within 1 s. Look at the cable."),
                        new Finding("one", "third", State.NOT_TRIED, "First mend what is above."),
                        new Finding("two", "it", State.OK, "seen"));
    }

    @Test
    void checksRunSideBySide() {
        // Given
        CyclicBarrier both = new CyclicBarrier(2);
        Check one = new Made("one", List.of("it"), findings -> {
            await(both);
            findings.ok("it", "met the other");
        });

        // When
        List<Finding> found = new CheckRun(LONG).of(List.of(one, one));

        // Then
        assertThat(found).hasSize(2).allMatch(finding -> finding.state() == State.OK);
    }

    @Test
    void ofWhatWasNotForeseenOnlyTheTypeIsTold() {
        // Given
        Check broken = new Made("one", List.of("it"), findings -> {
            throw new IllegalStateException("password=hunter2");
        });

        // When
        List<Finding> found = new CheckRun(LONG).of(List.of(broken));

        // Then
        assertThat(found)
                .containsExactly(new Finding(
                        "one",
                        "it",
                        State.NOT_OK,
                        "It could not be looked at (IllegalStateException). Look at the cable."));
    }

    @Test
    void whatACheckLeavesOutCountsAsNotTried() {
        // Given
        Check silent = new Made("one", List.of("first", "second"), findings -> findings.notOk("first", "It is away."));

        // When
        List<Finding> found = new CheckRun(LONG).of(List.of(silent));

        // Then
        assertThat(found).extracting(Finding::state).containsExactly(State.NOT_OK, State.NOT_TRIED);
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
