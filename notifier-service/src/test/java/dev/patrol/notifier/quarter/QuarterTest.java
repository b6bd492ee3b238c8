package dev.patrol.notifier.quarter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.AuditReport;
import dev.patrol.model.Event;
import dev.patrol.model.Evidence;
import dev.patrol.model.MessageType;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.MovedClock;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.events.Group;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Post;
import dev.patrol.test.TopicWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A quarter of a year in a minute: 200 tokens, seven rotations a day, two incidents, a mail server that is away for half a day,
 * a vault that is down, two missed scans, an owner whose mailbox is gone, an instance that takes over, and records that come
 * again. What is mailed is what {@code quarter.txt} lists, and nothing else.
 */
@QuarkusTest
@ServiceTest
@TestProfile(QuarterProfile.class)
class QuarterTest {
    private static final int DAYS = 90;
    /** A Monday. */
    private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI SOURCE = URI.create("/test");

    @Inject
    Outbox outbox;

    @Inject
    Post post;

    @Inject
    MeterRegistry meters;

    private TopicWriter writer;
    private Group group;
    private final Fleet fleet = new Fleet(START);
    private final Mailbag mailbag = new Mailbag(START);
    private final List<Envelope<? extends Event>> lately = new ArrayList<>();
    private boolean mailServerIsThere = true;
    private double failuresBefore;

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
        group = new Group();
    }

    @AfterEach
    void close() {
        MovedClock.letGo();
        MailServer.welcomeAll();
        group.close();
        writer.close();
    }

    @Test
    void aQuarterSendsTheMailsOfTheTableAndNoOthers() throws IOException {
        // Given
        assertThat(fleet.size()).isEqualTo(200);
        MailServer.answer(Fleet.ownerOf(5), "550 5.1.1 No such user");

        // When
        for (int day = 0; day < DAYS; day++) {
            live(day, START.plus(DAY.multipliedBy(day)));
        }

        // Then
        assertThat(mailbag.lines()).containsExactlyElementsOf(QuarterTable.read());
        assertThat(mailbag.recipientsByEvent().values())
                .as("nobody is told twice")
                .allSatisfy(recipients -> assertThat(recipients).doesNotHaveDuplicates());
        assertThat(mailbag.expected().entrySet())
                .as("everything but news of tokens' expiry is in some mail")
                .filteredOn(event -> event.getValue() != MessageType.TOKEN_EXPIRING)
                .allSatisfy(event -> assertThat(mailbag.recipientsByEvent()).containsKey(event.getKey()));
    }

    private void live(int day, Instant morning) {
        if (day == 40) {
            at(morning.minus(Duration.ofHours(1)));
            MailServer.goAway();
            mailServerIsThere = false;
        }
        boolean scanned = day != 12 && day != 13;
        at(morning);
        if (scanned) {
            say(fleet.scan(morning));
            settle();
            say(fleet.rotate(morning));
            settle();
        }
        if (day % 7 == 0 && day > 0) {
            at(morning.plus(Duration.ofMinutes(30)), report(morning));
        }
        if (day == 40) {
            at(morning.plus(Duration.ofHours(1)), violation());
        }
        at(morning.plus(Duration.ofHours(2)));
        if (day == 25) {
            at(morning.plus(Duration.ofHours(8)), theft());
        }
        if (day == 40) {
            at(morning.plus(Duration.ofHours(11)));
            MailServer.comeBack();
            mailServerIsThere = true;
            at(morning.plus(Duration.ofHours(11)).plus(Duration.ofMinutes(2)));
        }
        if (day == 47) {
            at(morning.plus(Duration.ofHours(3)), List.of(fleet.revoke("by-hand-3", "owner-3@contoso.example")));
        }
        if (day == 33) {
            at(morning.plus(Duration.ofHours(4)));
            writer.writeAll(lately);
            settle();
        }
        if (day == 50) {
            group.expelAll();
            writer.writeAll(lately);
            settle();
        }
        if (day == 70) {
            storm(morning.plus(Duration.ofHours(4)));
        }
        if (day == 59) {
            // At two at night.
            at(morning.plus(Duration.ofHours(20)), suspicion());
        }
        if (day == 64) {
            // Somebody scans late in the evening: what by-hand-5 and others have reached by then is told in the
            // morning.
            at(morning.plus(Duration.ofHours(17)), fleet.scan(morning.plus(DAY)));
        }
        lately.clear();
    }

    /** 120 rotations fail within three minutes. */
    private void storm(Instant beginning) {
        for (int minute = 0; minute < 3; minute++) {
            int first = 40 * minute;
            at(
                    beginning.plus(Duration.ofMinutes(minute)),
                    IntStream.range(first, first + 40)
                            .<Event>mapToObj(number -> failure(fleet.named("managed-" + number), number))
                            .toList());
        }
        at(beginning.plus(Duration.ofMinutes(11)));
        at(beginning.plus(Duration.ofMinutes(40)));
    }

    private void at(Instant moment, List<? extends Event> events) {
        at(moment);
        say(events);
        settle();
    }

    private void at(Instant moment) {
        failuresBefore = failedTries();
        MovedClock.setTo(moment);
        settle();
    }

    private void say(List<? extends Event> events) {
        List<Envelope<Event>> said = events.stream()
                .map(event -> Envelope.<Event>first(event, SOURCE, now()))
                .toList();
        said.forEach(mailbag::expect);
        lately.addAll(said);
        writer.writeAll(said);
    }

    /**
     * Waits until everything that was said is taken in, and everything that is due is sent, or was tried once in vain. A try that is
     * still under way would fail when the clock has gone on, and the next come only when it goes on again.
     */
    private void settle() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> group.hasReadAll()
                        && outbox.isOpen()
                        && (outbox.due(post).isEmpty() || !mailServerIsThere && failedTries() > failuresBefore)
                        // A letter in hand is not due. It is put back before its try counts as ended.
                        && outbox.underWay() == 0);
        mailbag.collect(now());
    }

    private double failedTries() {
        return meters.get("patrol.mails").tag("outcome", "failed").counter().count();
    }

    private static Instant now() {
        return new MovedClock().instant();
    }

    private static List<Event> report(Instant morning) {
        return List.of(new AuditReport(
                "contoso",
                morning.minus(Duration.ofDays(7)),
                morning,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new AuditReport.Totals(49, 0, 0, 0, 49, 0, 0, 0, 0),
                List.of()));
    }

    private List<Event> violation() {
        return List.of(PolicyViolated.fullScope(fleet.named("long-1")));
    }

    private List<Event> theft() {
        Token stolen = fleet.named("long-3");
        Token successor = fleet.named("long-4");
        return List.of(
                compromised(stolen, Severity.HIGH, Response.ROTATE),
                TokenRevoked.of(stolen, "It was used from 203.0.113.66.", Trigger.COMPROMISE, null),
                new TokenRotated(
                        stolen,
                        successor,
                        new SecretVersion(URI.create("https://vault.example"), stolen.secretName(), "1"),
                        Trigger.COMPROMISE,
                        now()));
    }

    private List<Event> suspicion() {
        return List.of(compromised(fleet.named("long-5"), Severity.LOW, Response.NOTIFY));
    }

    private static TokenCompromised compromised(Token token, Severity severity, Response response) {
        return new TokenCompromised(
                "contoso",
                token.authorizationId().toString(),
                token,
                null,
                "incident of " + token.displayName(),
                "new-address",
                severity,
                "It was used from 203.0.113.66.",
                List.of(new Evidence("1", START, "Git.RepositoryCreated", "203.0.113.66", "git/2.47.0")),
                response,
                null);
    }

    private static RotationFailed failure(Token token, int number) {
        return new RotationFailed(
                new UUID(9, number),
                token,
                RotationStep.values()[0],
                "vault-unavailable",
                "The vault does not answer.",
                Collections.emptyList(),
                true,
                "Look at the vault.");
    }
}
