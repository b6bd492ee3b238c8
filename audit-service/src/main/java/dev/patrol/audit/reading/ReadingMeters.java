package dev.patrol.audit.reading;

import dev.patrol.audit.sight.Sight;
import dev.patrol.audit.sight.Sights;
import dev.patrol.azure.Organizations;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows how the audit logs are followed. The lag is told by the instance that follows a log; the others have zero, so that over
 * all of them the largest is right. Where the broker is away none of them follows it, and all tell since when.
 */
@Startup
@Singleton
class ReadingMeters {
    private final Counts entries;

    ReadingMeters(Meters meters, Organizations organizations, Sights sights, Clock clock) {
        Series each = Series.by(Label.ORGANIZATION, organizations.names());
        this.entries = meters.counts("audit.entries", "Entries of the audit log that were put on their topic.", each);
        meters.seconds(
                "audit.lag",
                "How far what is on the topic is behind the audit log.",
                each,
                labels -> lag(sights.of(labels.get(0)).view(), clock.instant()).toMillis() / 1_000.0);
        meters.seconds(
                "audit.last.poll.timestamp",
                "When this instance last read the audit log with success; 0 where it has not.",
                each,
                labels -> sights.of(labels.get(0))
                        .view()
                        .lastPoll()
                        .orElse(Instant.EPOCH)
                        .getEpochSecond());
    }

    void published(String organization, int number) {
        entries.add(number, organization);
    }

    /**
     * Where nothing could be read yet, since that is so. An instance that does not hear who follows the log can't know that
     * anybody does: perhaps none hears it.
     */
    static Duration lag(Sight.View view, Instant now) {
        Optional<Instant> since =
                switch (view.follower()) {
                    case THIS_INSTANCE -> view.doneThrough().or(view::blindSince);
                    case UNKNOWN -> view.blindSince();
                    case ANOTHER_INSTANCE -> Optional.empty();
                };
        Duration lag = since.map(time -> Duration.between(time, now)).orElse(Duration.ZERO);
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
