package dev.patrol.rotator.metrics;

import dev.patrol.azure.Organizations;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.Trigger;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows revocations: of tokens that were replaced, and of those that must die at once. */
@Startup
@Singleton
public class RevocationMeters {
    private final Ledger ledger;
    private final Clock clock;
    private final Counts revocations;
    private final Map<UrgentOne, Instant> urgent = new ConcurrentHashMap<>();

    RevocationMeters(Meters meters, Organizations organizations, Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        Series each = Series.by(Label.ORGANIZATION, organizations.names());
        this.revocations = meters.counts(
                "revocations",
                "Revocations that have ended, by how and by what they were for.",
                each.and(Label.OUTCOME, Outcome.class).and(Label.CAUSE, Trigger.class));
        meters.numbers(
                "revocations.overdue",
                "Tokens that should have been dead for more than five minutes, and are not seen to be.",
                each,
                this::overdue);
    }

    /** A token is seen dead. */
    public void revoked(String organization, Trigger cause) {
        revocations.one(organization, Series.word(Outcome.REVOKED), Series.word(cause));
    }

    /** Nobody tries any more: a person has to. */
    public void gaveUp(String organization, Trigger cause) {
        revocations.one(organization, Series.word(Outcome.GIVEN_UP), Series.word(cause));
    }

    /** A break-glass has ended. */
    public void brokeGlass(String organization, BreakGlassAccount account) {
        revocations.add(account.revoked(), organization, Series.word(Outcome.REVOKED), Series.word(Trigger.COMMAND));
        revocations.add(account.failed(), organization, Series.word(Outcome.GIVEN_UP), Series.word(Trigger.COMMAND));
    }

    /** A revocation that can't wait is tried from now on, until what is returned is closed. */
    public UrgentOne begins(String organization) {
        UrgentOne one = new UrgentOne(organization, urgent);
        urgent.put(one, clock.instant());
        return one;
    }

    private Map<List<String>, Integer> overdue() {
        Instant now = clock.instant();
        Map<List<String>, Integer> overdue = new HashMap<>();
        ledger.open().stream()
                .filter(entry -> Standstill.isOverdue(entry, now))
                .forEach(entry -> overdue.merge(List.of(entry.plan().previous().organization()), 1, Integer::sum));
        urgent.forEach((one, begun) -> {
            if (begun.isBefore(now.minus(Standstill.TOLERANCE))) {
                overdue.merge(List.of(one.organization), 1, Integer::sum);
            }
        });
        return overdue;
    }

    enum Outcome {
        REVOKED,
        GIVEN_UP
    }

    /** A revocation in hand. */
    public static final class UrgentOne implements AutoCloseable {
        private final String organization;
        private final Map<UrgentOne, Instant> all;

        private UrgentOne(String organization, Map<UrgentOne, Instant> all) {
            this.organization = organization;
            this.all = all;
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }
}
