package dev.patrol.benchmarks.harness;

import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.policies.Allowance;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests Azure DevOps takes of a credential within a sliding window; what is beyond gets 429 at once.
 *
 * @param window its length
 */
public record ServerAllowance(int requests, Duration window) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,3})s");

    public ServerAllowance {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("An allowance should be of one request at least in a time above zero.");
        }
    }

    /** @throws IllegalArgumentException unless it is like {@code 600/10s} */
    public static ServerAllowance parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("An allowance should be like 600/10s, not '" + text + "'.");
        }
        return new ServerAllowance(
                Integer.parseInt(matcher.group(1)), Duration.ofSeconds(Long.parseLong(matcher.group(2))));
    }

    public void applyTo(SimulatorControl azure) {
        azure.changePolicies(Map.of("allowance", new Allowance(requests, window.toMillis(), 0, 0)));
    }

    @Override
    public String toString() {
        return requests + " requests in " + window.toSeconds() + " s";
    }
}
