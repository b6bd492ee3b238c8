package dev.patrol.cli.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Runs checks side by side, all of them until one deadline. What hangs is left behind, on a thread that holds up nobody. */
final class CheckRun {
    private final Duration deadline;

    CheckRun(Duration deadline) {
        this.deadline = deadline;
    }

    /** What was found, in the order of the checks. */
    List<Finding> of(List<Check> checks) {
        // What several threads log while this comes about would be told on standard error.
        LoggerFactory.getILoggerFactory();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long end = System.nanoTime() + deadline.toNanos();
            List<Running> running = new ArrayList<>();
            for (Check check : checks) {
                Findings findings = new Findings(check.area(), check.subjects());
                running.add(new Running(check, findings, threads.submit(() -> check.run(findings))));
            }
            return running.stream()
                    .flatMap(one -> one.await(end, deadline).stream())
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private record Running(Check check, Findings findings, Future<?> end) {

        List<Finding> await(long until, Duration deadline) {
            try {
                end.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                return findings.close((subject, first) -> notTried(subject));
            } catch (TimeoutException e) {
                return findings.close((subject, first) -> first
                        ? notOk(subject, "It did not answer within " + deadline.toSeconds() + " s. " + check.whenLate())
                        : notTried(subject));
            } catch (ExecutionException e) {
                // Of what was not foreseen only the type is told: the message may quote anything.
                String type = e.getCause().getClass().getSimpleName();
                return findings.close((subject, first) -> first
                        ? notOk(subject, "It could not be looked at (" + type + "). " + check.whenLate())
                        : notTried(subject));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return findings.close((subject, first) -> notTried(subject));
            }
        }

        private Finding notOk(String subject, String sentence) {
            return new Finding(check.area(), subject, State.NOT_OK, sentence);
        }

        private Finding notTried(String subject) {
            return new Finding(check.area(), subject, State.NOT_TRIED, "First mend what is above.");
        }
    }
}
