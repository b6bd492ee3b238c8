package dev.patrol.benchmarks.harness;

import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.http.Api;
import java.time.Duration;

/**
 * How long the simulated services take to answer.
 *
 * @param creation of a token
 * @param revocation of a token
 * @param list one page of tokens
 * @param read the authenticating read with a new token
 * @param vault any call of the vault
 */
public record Latencies(Duration creation, Duration revocation, Duration list, Duration read, Duration vault) {
    /** Answers as soon as there is one. */
    public static final Latencies NONE =
            new Latencies(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Of the size that the real services have; a read takes as long as a list. */
    public static final Latencies USUAL = new Latencies(
            Duration.ofMillis(150),
            Duration.ofMillis(80),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(60));

    public void applyTo(SimulatorControl azure) {
        azure.setLatency(Api.PATS_CREATE, creation.toMillis());
        azure.setLatency(Api.PATS_REVOKE, revocation.toMillis());
        azure.setLatency(Api.PATS_LIST, list.toMillis());
        azure.setLatency(Api.CONNECTION_DATA, read.toMillis());
        Api.matching("secret").forEach(api -> azure.setLatency(api, vault.toMillis()));
    }

    @Override
    public String toString() {
        return "create " + creation.toMillis() + " ms, revoke " + revocation.toMillis() + " ms, list " + list.toMillis()
                + " ms a page, authenticating read " + read.toMillis() + " ms, vault " + vault.toMillis() + " ms";
    }
}
