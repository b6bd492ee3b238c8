package dev.patrol.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The rotators that run. They go on from one case to the next. A spare one is started ahead, out of the broker's reach, so that
 * whoever follows one that was killed need not wait for a JVM.
 */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<List<String>, Rotator> starter;
    private final IntPredicate settledWith;
    private final List<Rotator> running = new ArrayList<>();
    private List<String> options = List.of();
    private Rotator spare;

    /**
     * @param starter starts one with options of the JVM
     * @param settledWith whether the group has so many members and nothing moves
     */
    Fleet(Function<List<String>, Rotator> starter, IntPredicate settledWith) {
        this.starter = starter;
        this.settledWith = settledWith;
    }

    List<Rotator> running() {
        return List.copyOf(running);
    }

    /** Starts or stops rotators until there are so many with these options, and each has what is its. */
    void be(int number, List<String> wanted) {
        if (!wanted.equals(options)) {
            close();
        }
        options = wanted;
        while (running.size() > number) {
            stop(running.get(0));
        }
        beAtLeast(number);
        if (!isWhole()) {
            throw new AssertionError("The group of " + number + " rotators does not settle");
        }
    }

    /** Whether all that run are members of the group; one that has left it for good is deaf, and seems well. */
    boolean isWhole() {
        try {
            await().atMost(PATIENCE).until(() -> settledWith.test(running.size()));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The same without a rotator stopped, and without waiting for more than that each asks to become a member. */
    void beAtLeast(int number) {
        while (running.size() < number) {
            Rotator next = spare == null ? starter.apply(options) : spare;
            spare = null;
            next.wire().open();
            running.add(next);
        }
        await("rotators join").atMost(PATIENCE).until(() -> running.stream()
                .allMatch(rotator -> rotator.wire().hasJoined()));
        if (spare == null) {
            spare = starter.apply(options);
        }
    }

    /** The one that wrote last what concerns a lineage. */
    Rotator workingOn(String secretName) {
        return running.stream()
                .filter(rotator -> rotator.wire().lastWriteOf(secretName).isPresent())
                .max(Comparator.comparing(
                        rotator -> rotator.wire().lastWriteOf(secretName).orElseThrow()))
                .orElseThrow(() -> new AssertionError("No rotator works on " + secretName));
    }

    void kill(Rotator rotator) {
        running.remove(rotator);
        rotator.kill();
    }

    void stop(Rotator rotator) {
        running.remove(rotator);
        rotator.stop();
    }

    /** After a case that failed: whatever is wrong with these must not be seen in the next. */
    void beReplaced() {
        List.copyOf(running).forEach(this::kill);
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::stop);
        if (spare != null) {
            spare.kill();
            spare = null;
        }
    }
}
