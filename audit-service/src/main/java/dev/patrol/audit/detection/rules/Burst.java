package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.audit.detection.memory.Recent;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * More entries than usual within a sliding window of event time. An entry that comes late counts where it belongs, so it
 * may complete a burst that lies before and behind it.
 */
final class Burst implements Rule {
    private final String name;
    private final Tuning defaults;
    private final boolean onlyDenied;
    private final String words;

    private Burst(String name, Tuning defaults, boolean onlyDenied, String words) {
        this.name = name;
        this.defaults = defaults;
        this.onlyDenied = onlyDenied;
        this.words = words;
    }

    static Burst ofActions() {
        return new Burst(
                "high-frequency",
                Tuning.weak(Severity.MEDIUM).withThreshold(60).within(Duration.ofMinutes(1)),
                false,
                "It did %s actions or more within %s.");
    }

    /** Off by default: no documented entry of the audit log carries a denied status. */
    static Burst ofDenials() {
        return new Burst(
                "scope-escalation",
                Tuning.weak(Severity.MEDIUM)
                        .withThreshold(15)
                        .within(Duration.ofMinutes(10))
                        .switchedOff(),
                true,
                "It was refused %s times or more within %s.");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tuning defaults() {
        return defaults;
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!counts(sighting.denied()) || !sighting.use()) {
            return Optional.empty();
        }
        List<Recent> around = past.between(
                sighting.time().minus(tuning.window()), sighting.time().plus(tuning.window()));
        if (around.size() + 1 < tuning.threshold()) {
            return Optional.empty();
        }
        long at = sighting.time().toEpochMilli();
        long[] times = LongStream.concat(
                        LongStream.of(at),
                        around.stream()
                                .filter(recent -> counts(recent.denied()))
                                .mapToLong(Recent::at))
                .sorted()
                .toArray();
        return isDense(times, at, tuning)
                ? Optional.of(words.formatted(tuning.threshold(), inWords(tuning.window())))
                : Optional.empty();
    }

    private boolean counts(boolean denied) {
        return denied || !onlyDenied;
    }

    /** Whether some window that holds the time {@code at} has as many. */
    private static boolean isDense(long[] times, long at, Tuning tuning) {
        int span = tuning.threshold() - 1;
        for (int first = 0; first + span < times.length; first++) {
            boolean within =
                    times[first + span] - times[first] < tuning.window().toMillis();
            if (within && times[first] <= at && at <= times[first + span]) {
                return true;
            }
        }
        return false;
    }

    private static String inWords(Duration window) {
        long minutes = window.toMinutes();
        return window.toSeconds() % 60 != 0
                ? window.toSeconds() + " seconds"
                : minutes == 1 ? "a minute" : minutes + " minutes";
    }
}
