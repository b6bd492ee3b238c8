package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.ServerAllowance;
import java.time.Duration;
import java.util.Optional;

/**
 * The time below which nobody can rotate tokens correctly, however clever: it follows from the latencies and the server's
 * allowance alone. No machine, no number of workers and no broker is in it.
 *
 * <p>What is unavoidable for each token: to create the successor, to store it, to see it authenticate, to revoke the
 * predecessor, in this order, and then to see in a list that was begun later that the predecessor is dead. One list shows the
 * deaths of all, a page for each hundred living tokens (the successors). That a rotator should look before it creates is left
 * out: one that trusts the event is not refuted by it.
 *
 * @param chain one token alone needs these calls one after the other
 * @param allowance the requests that count (creation and revocation of each token, and the pages of the one list; the
 *     authenticating read is made with the new token, whose allowance is its own) are admitted no faster. Of {@code n}
 *     requests with {@code r} in a sliding window, the last cannot come before {@code (n-1)/r} whole windows have passed,
 *     and the last one is a page of the list, which then takes its latency
 */
public record LowerBound(Duration chain, Duration allowance) {
    private static final int COUNTED_PER_TOKEN = 2;
    private static final int TOKENS_ON_A_PAGE = 100;

    /**
     * @param tokens how many are due, one at least
     * @param allowance none where the server takes everything
     */
    static LowerBound of(int tokens, Latencies latencies, Optional<ServerAllowance> allowance) {
        Duration chain = latencies
                .creation()
                .plus(latencies.vault())
                .plus(latencies.read())
                .plus(latencies.revocation())
                .plus(latencies.list());
        return new LowerBound(
                chain,
                allowance
                        .map(of -> lastAdmission(countedRequests(tokens), of).plus(latencies.list()))
                        .orElse(Duration.ZERO));
    }

    Duration duration() {
        return chain.compareTo(allowance) > 0 ? chain : allowance;
    }

    /** What sets it, in words. */
    String setBy() {
        return chain.compareTo(allowance) > 0 ? "the latencies of one token's calls" : "the allowance";
    }

    /** Requests to Azure DevOps with the administrator's credential that no correct rotator can do without. */
    static long countedRequests(int tokens) {
        int pages = (tokens + TOKENS_ON_A_PAGE - 1) / TOKENS_ON_A_PAGE;
        return (long) COUNTED_PER_TOKEN * tokens + pages;
    }

    /**
     * What holds besides for whoever works on so many tokens at the same time and does nothing twice at once for one of them:
     * not a bound for everybody.
     */
    static Duration withWorkers(int tokens, Latencies latencies, int workers) {
        Duration one = latencies
                .creation()
                .plus(latencies.vault())
                .plus(latencies.read())
                .plus(latencies.revocation());
        long rounds = (tokens + workers - 1L) / workers;
        return one.multipliedBy(rounds).plus(latencies.list());
    }

    private static Duration lastAdmission(long requests, ServerAllowance allowance) {
        return allowance.window().multipliedBy((requests - 1) / allowance.requests());
    }
}
