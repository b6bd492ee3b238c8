package dev.patrol.notifier.delivery;

import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.Recipient;
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
 * Shows what becomes of letters. What waits is told by the one instance that has read the outbox, also while it can't tell
 * anybody of it; those that know that another has it have zero.
 */
@Startup
@Singleton
class DeliveryMeters {
    private final Counts mails;
    private final Counts webhooks;

    DeliveryMeters(Meters meters, Outbox outbox, Post post, Clock clock) {
        Series outcomes = Series.by(Label.OUTCOME, Outcome.class);
        this.mails = meters.counts("mails", "Mails, by what became of them.", outcomes);
        this.webhooks = meters.counts("webhooks", "Calls of webhooks, by what became of them.", outcomes);
        meters.gauge(
                "mails.waiting",
                "Events that somebody is still to be told of, each counted for everybody who is.",
                Series.one(),
                labels -> outbox.isAnothers() ? 0 : outbox.size());
        meters.seconds(
                "mail.oldest.waiting",
                "How long the oldest of what is due has been known.",
                Series.one(),
                labels -> age(outbox.oldestDue(post), clock.instant()).toMillis() / 1_000.0);
    }

    void became(Letter letter, Outcome outcome) {
        Counts counts = letter.to().kind() == Recipient.Kind.MAIL ? mails : webhooks;
        counts.one(Series.word(outcome));
    }

    private static Duration age(Optional<Instant> since, Instant now) {
        return since.map(time -> Duration.between(time, now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    enum Outcome {
        SENT,
        /** Not taken this time; it is tried again. */
        FAILED,
        /** Not taken for good. */
        REFUSED,
        /** Not tried any more. */
        GIVEN_UP
    }
}
