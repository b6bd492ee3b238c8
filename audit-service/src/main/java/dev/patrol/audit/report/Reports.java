package dev.patrol.audit.report;

import dev.patrol.model.AuditReport;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.text.Glob;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Makes reports and publishes them: one for each organization and week. A report has the same {@code ce_id} whoever makes it, so
 * that two instances which do so at the same time do no harm; to spare the work, each looks first whether it is there.
 */
@ApplicationScoped
public class Reports {
    private static final Logger LOG = Logger.getLogger(Reports.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final URI NOWHERE = URI.create("/");

    private final TopicReading reading;
    private final PublishedReports published;
    private final Publisher publisher;
    private final MessageCodec codec;
    private final Predicate<String> isServiceAccount;
    /** One at a time: what is read for a report takes memory. */
    private final ReentrantLock making = new ReentrantLock();

    Reports(
            TopicReading reading,
            PublishedReports published,
            Publisher publisher,
            MessageCodec codec,
            ReportSettings settings) {
        this.reading = reading;
        this.published = published;
        this.publisher = publisher;
        this.codec = codec;
        List<Glob> globs = settings.serviceAccounts().orElse(List.of()).stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .map(Glob::of)
                .toList();
        this.isServiceAccount = owner -> {
            String lower = owner.toLowerCase(Locale.ROOT);
            return globs.stream().anyMatch(glob -> glob.matches(lower));
        };
    }

    /**
     * Publishes the reports of a week that are not there yet.
     *
     * @param worthwhile which of them to publish; told what Patrol saw
     * @return the reports that are published now
     * @throws ReportUnderWay where others are being made for long
     * @throws RuntimeException where Kafka can't be read or does not take a report; those before it are published
     */
    List<Envelope<AuditReport>> publishMissing(
            Week week, List<String> organizations, Predicate<WeekOfTokens> worthwhile) {
        waitForTurn();
        try {
            Set<String> there = published.of(week);
            List<String> missing = organizations.stream()
                    .filter(organization -> !there.contains(organization.toLowerCase(Locale.ROOT)))
                    .toList();
            return missing.isEmpty() ? List.of() : publish(week, missing, worthwhile);
        } finally {
            making.unlock();
        }
    }

    private List<Envelope<AuditReport>> publish(
            Week week, List<String> organizations, Predicate<WeekOfTokens> worthwhile) {
        List<WeekOfTokens> weeks = organizations.stream()
                .map(organization -> new WeekOfTokens(organization, week, isServiceAccount))
                .toList();
        reading.read(week, weeks);
        List<Envelope<AuditReport>> made = new ArrayList<>();
        for (WeekOfTokens each : weeks) {
            if (worthwhile.test(each)) {
                made.add(publish(each));
            }
        }
        return made;
    }

    private Envelope<AuditReport> publish(WeekOfTokens week) {
        AuditReport report = RecordSize.fitting(week.report(), this::bytesOf);
        if (week.isCut()) {
            LOG.warnf("%s has more tokens than a report counts; some are not in it", report.organization());
        }
        Envelope<AuditReport> envelope = publisher.announceWithin(PATIENCE, report);
        LOG.infof("The report of %s from %s to %s is published", report.organization(), report.from(), report.to());
        return envelope;
    }

    private int bytesOf(AuditReport report) {
        return codec.encode(Envelope.first(report, NOWHERE, Instant.EPOCH)).value().length;
    }

    private void waitForTurn() {
        try {
            if (making.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReportUnderWay();
    }
}
