package dev.patrol.simulator.faults;

import dev.patrol.simulator.faults.SlidingAllowance.Decision;
import dev.patrol.simulator.faults.SlidingAllowance.Verdict;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.policies.Allowance;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.vault.VaultBodies;
import java.util.Map;
import java.util.Optional;

/** The limit of a vault, which all callers share: 429 with {@code Retry-After}. */
public final class VaultThrottle implements Throttle {

    private final SlidingAllowance requests;
    private final PolicySwitches policies;

    public VaultThrottle(SlidingAllowance requests, PolicySwitches policies) {
        this.requests = requests;
        this.policies = policies;
    }

    @Override
    public Ruling rule(ApiRequest request) {
        Allowance allowance = policies.current().vaultAllowance();
        if (allowance == null) {
            return Ruling.FREE;
        }
        Decision decision = requests.admit("vault", allowance);
        if (decision.verdict() == Verdict.AT_ONCE) {
            return Ruling.FREE;
        }
        if (decision.verdict() == Verdict.DELAYED) {
            return new Ruling(allowance.delayMillis(), Map.of(), Optional.empty());
        }
        String seconds = Long.toString((decision.freeInMillis() + 999) / 1000);
        return new Ruling(0, Map.of("Retry-After", seconds), Optional.of(VaultBodies.throttled()));
    }
}
