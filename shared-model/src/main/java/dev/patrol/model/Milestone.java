package dev.patrol.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The days before a token's expiry at which somebody is told. */
public enum Milestone {
    THIRTY_DAYS(30),
    FOURTEEN_DAYS(14),
    SEVEN_DAYS(7),
    ONE_DAY(1);

    private final int days;

    Milestone(int days) {
        this.days = days;
    }

    @JsonValue
    public int days() {
        return days;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Milestone ofDays(int days) {
        return Arrays.stream(values())
                .filter(milestone -> milestone.days == days)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no milestone of " + days + " days"));
    }

    /**
     * The tightest milestone that a token has reached: whoever has not told it yet tells it, so a missed day loses no
     * notice. Empty where the token has more than 30 days left.
     */
    public static Optional<Milestone> reachedWith(long daysLeft) {
        return Arrays.stream(values())
                .filter(milestone -> daysLeft <= milestone.days)
                .min(Comparator.comparingInt(Milestone::days));
    }
}
