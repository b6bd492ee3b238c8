package dev.patrol.cli.declared.file;

import dev.patrol.cli.declared.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a token is replaced.
 *
 * @param lifetime of each generation
 * @param rotateBefore how long before its end it is replaced
 */
record Schedule(Duration lifetime, Duration rotateBefore) {
    /** Azure DevOps gives no token a longer life. */
    private static final Duration LONGEST = Duration.ofDays(365);
    /** Earlier than this the scanner says nothing of a token's end. */
    private static final Duration EARLIEST = Duration.ofDays(30);

    private static final Pattern WORDS = Pattern.compile("every (\\d+) days?, valid (\\d+)(?: days?)?");

    /** What is wrong with a schedule, and what mends it. */
    record Wrong(String what, String remedy) {}

    /** @param words for example {@code every 30 days, valid 45} */
    static Schedule parse(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The schema lets no such schedule pass");
        }
        Duration every = Duration.ofDays(Integer.parseInt(matcher.group(1)));
        Duration valid = Duration.ofDays(Integer.parseInt(matcher.group(2)));
        return new Schedule(valid, valid.minus(every));
    }

    /** Why it can't be kept; empty where it can. */
    Optional<Wrong> mistake(Duration overlap) {
        if (lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            return wrong(
                    "A token lives for " + LONGEST.toDays() + " days at most, and not " + Durations.text(lifetime)
                            + ".",
                    "Shorten its life.");
        }
        if (rotateBefore.isZero() || rotateBefore.isNegative()) {
            return wrong(
                    "It would be replaced when it is dead already.",
                    "Let it live longer than it takes to the next one.");
        }
        if (rotateBefore.compareTo(EARLIEST) > 0) {
            return wrong(
                    "It would be replaced " + Durations.text(rotateBefore)
                            + " before its end; Patrol looks at tokens from " + EARLIEST.toDays()
                            + " days before it on.",
                    "Shorten its life, or replace it later.");
        }
        if (lifetime.compareTo(rotateBefore.plus(overlap)) <= 0) {
            return wrong(
                    "It lives for " + Durations.text(lifetime) + ", is due " + Durations.text(rotateBefore)
                            + " before its end, and overlaps for " + Durations.text(overlap)
                            + ": it would be rotated without end.",
                    "Let it live longer, or replace it later.");
        }
        return Optional.empty();
    }

    private static Optional<Wrong> wrong(String what, String remedy) {
        return Optional.of(new Wrong(what, remedy));
    }
}
