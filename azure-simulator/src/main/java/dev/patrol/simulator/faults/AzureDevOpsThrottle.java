package dev.patrol.simulator.faults;

import dev.patrol.simulator.faults.SlidingAllowance.Decision;
import dev.patrol.simulator.faults.SlidingAllowance.Verdict;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.policies.Allowance;
import dev.patrol.simulator.policies.PolicySwitches;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rate limit of Azure DevOps: headers when the allowance is nearly used up, then late answers (still 200), then 429
 * (documentation page on rate limits). {@code X-RateLimit-Reset} is when nothing would be used any more, {@code Retry-After}
 * how long it takes until something is free.
 */
public final class AzureDevOpsThrottle implements Throttle {

    private static final String RESOURCE = "Services/Concurrency/Identity";
    private static final double WARN_BELOW = 0.2;

    private final SlidingAllowance requests;
    private final PolicySwitches policies;
    private final Clock clock;

    public AzureDevOpsThrottle(SlidingAllowance requests, PolicySwitches policies, Clock clock) {
        this.requests = requests;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Ruling rule(ApiRequest request) {
        Allowance allowance = policies.current().allowance();
        if (allowance == null) {
            return Ruling.FREE;
        }
        Decision decision = requests.admit(request.header("Authorization").orElse(""), allowance);
        if (decision.verdict() == Verdict.AT_ONCE && decision.remaining() > allowance.requests() * WARN_BELOW) {
            return Ruling.FREE;
        }
        long delay = decision.verdict() == Verdict.DELAYED ? allowance.delayMillis() : 0;
        Map<String, String> headers = headers(allowance, decision, delay);
        return decision.verdict() == Verdict.REFUSED
                ? new Ruling(
                        0,
                        headers,
                        Optional.of(Envelope.error(
                                429,
                                "RequestBlockedException",
                                "TF400733: The request has been canceled: Request was blocked due to exceeding usage of"
                                        + " resource <Concurrency> in namespace <Identity>.")))
                : new Ruling(delay, headers, Optional.empty());
    }

    private Map<String, String> headers(Allowance allowance, Decision decision, long delay) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Resource", RESOURCE);
        headers.put("X-RateLimit-Limit", Integer.toString(allowance.requests()));
        headers.put("X-RateLimit-Remaining", Integer.toString(decision.remaining()));
        headers.put("X-RateLimit-Reset", Long.toString(wholeSeconds(clock.millis() + decision.emptyInMillis())));
        if (decision.verdict() != Verdict.AT_ONCE) {
            headers.put("Retry-After", Long.toString(wholeSeconds(decision.freeInMillis())));
        }
        if (delay > 0) {
            headers.put("X-RateLimit-Delay", String.format(Locale.ROOT, "%.3f", delay / 1000.0));
        }
        return headers;
    }

    private static long wholeSeconds(long millis) {
        return (millis + 999) / 1000;
    }
}
