package dev.patrol.rotator.saga;

import static java.util.Objects.requireNonNull;

/**
 * Why a step could not be taken.
 *
 * @param code stable word for programs
 * @param reason one sentence for people, without any token value
 * @param remedy what a person can do
 * @param passing whether trying again later, with nothing changed, may succeed
 */
public record Problem(String code, String reason, String remedy, boolean passing) {
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(reason, "reason");
        requireNonNull(remedy, "remedy");
    }
}
