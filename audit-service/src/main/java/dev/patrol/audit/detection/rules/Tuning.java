package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Strength;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.time.Duration;

/**
 * How a rule is set.
 *
 * @param response what is asked for; of a weak rule only that people are told
 * @param threshold for rules that count: from how many on
 * @param window for rules that compare entries or times: over how long
 */
public record Tuning(
        boolean enabled, Strength strength, Severity severity, Response response, int threshold, Duration window) {
    static Tuning weak(Severity severity) {
        return new Tuning(true, Strength.WEAK, severity, Response.NOTIFY, 1, Duration.ZERO);
    }

    static Tuning strong(Severity severity, Response response) {
        return new Tuning(true, Strength.STRONG, severity, response, 1, Duration.ZERO);
    }

    Tuning switchedOff() {
        return new Tuning(false, strength, severity, response, threshold, window);
    }

    Tuning withThreshold(int from) {
        return new Tuning(enabled, strength, severity, response, from, window);
    }

    Tuning within(Duration time) {
        return new Tuning(enabled, strength, severity, response, threshold, time);
    }
}
