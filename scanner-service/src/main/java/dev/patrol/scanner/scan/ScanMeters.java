package dev.patrol.scanner.scan;

import dev.patrol.azure.Organizations;
import dev.patrol.scanner.policies.PolicyScans;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Durations;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is to be seen of scans. Only the active scanner has tokens and findings; the others have zero, so that over all of them
 * the sum is right.
 */
@Startup
@Singleton
class ScanMeters {
    private static final Map<String, Duration> HORIZONS = horizons(1, 2, 7, 14, 30);
    /** When it is late for one whose rotation has been due. */
    static final Duration SOON = Duration.ofDays(2);

    private final ActiveScanner role;
    private final Clock clock;
    private final Counts scans;
    private final Durations durations;
    private final Map<String, SeenTokens> seen = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> findings = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();

    ScanMeters(
            Meters meters,
            Organizations organizations,
            @Identifier(ActiveScanner.NAME) ActiveScanner role,
            Clock clock) {
        this.role = role;
        this.clock = clock;
        Series each = Series.by(Label.ORGANIZATION, organizations.names());
        this.scans =
                meters.counts("scans", "Scans that have ended, by how.", each.and(Label.OUTCOME, ScanOutcome.class));
        this.durations = meters.durations("scan.duration", "How long a scan of all organizations took.", Series.one());
        meters.seconds(
                "scan.last.success.timestamp",
                "When the last scan began that went well; 0 where this instance has done none.",
                each,
                labels -> lastSuccess.getOrDefault(labels.get(0), Instant.EPOCH).getEpochSecond());
        meters.gauge(
                "tokens",
                "Tokens at the last scan, by what is the matter with them.",
                each.and(Label.STATE, Standing.class),
                labels -> of(labels.get(0)).in(standing(labels.get(1))));
        meters.gauge(
                "tokens.expiring",
                "Live tokens that Patrol is to rotate, have no successor, and expire within this time from now.",
                each.and(Label.WITHIN, HORIZONS.keySet()),
                labels -> of(labels.get(0)).expiringWithin(HORIZONS.get(labels.get(1)), clock.instant()));
        meters.gauge(
                "tokens.unrotated",
                "Tokens whose rotation is due, that have no successor, and that expire soon or have expired of late.",
                each.and(Label.STATE, Missed.class),
                labels -> missed(of(labels.get(0)), labels.get(1)));
        meters.numbers(
                "policy.findings",
                "Findings against policies that are open.",
                each.and(Label.POLICY, PolicyScans.words()),
                this::openFindings);
    }

    void ended(String organization, ScanOutcome outcome) {
        scans.one(organization, Series.word(outcome));
    }

    /** @param begun when the scan began */
    void saw(String organization, Instant begun, SeenTokens tokens, Map<String, Integer> open) {
        seen.put(organization, tokens);
        findings.put(organization, open);
        lastSuccess.put(organization, begun);
    }

    void took(Instant begun) {
        durations.took(Duration.between(begun, clock.instant()));
    }

    private SeenTokens of(String organization) {
        return role.isActive() ? seen.getOrDefault(organization, SeenTokens.NONE) : SeenTokens.NONE;
    }

    private int missed(SeenTokens tokens, String state) {
        return state.equals(Series.word(Missed.EXPIRED))
                ? tokens.diedWithin(Unrotated.LATELY, clock.instant())
                : tokens.missedWithin(SOON, clock.instant());
    }

    private Map<List<String>, Integer> openFindings() {
        Map<List<String>, Integer> open = new HashMap<>();
        if (role.isActive()) {
            findings.forEach((organization, byPolicy) ->
                    byPolicy.forEach((policy, number) -> open.put(List.of(organization, policy), number)));
        }
        return open;
    }

    private enum Missed {
        EXPIRING,
        EXPIRED
    }

    private static Standing standing(String word) {
        return Standing.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Map<String, Duration> horizons(int... days) {
        Map<String, Duration> horizons = new LinkedHashMap<>();
        for (int day : days) {
            horizons.put(day + "d", Duration.ofDays(day));
        }
        return horizons;
    }
}
