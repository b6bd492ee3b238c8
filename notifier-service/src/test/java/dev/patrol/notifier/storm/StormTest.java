package dev.patrol.notifier.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Event;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.MovedClock;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.Tokens;
import dev.patrol.notifier.events.Group;
import dev.patrol.notifier.events.NewEvents;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More at once than anybody reads, and more than may wait. */
@QuarkusTest
@ServiceTest
@TestProfile(StormProfile.class)
class StormTest {
    private static final int REVOKED = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    private TopicWriter writer;
    private Group group;

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
        group = new Group();
    }

    @AfterEach
    void close() {
        MovedClock.letGo();
        group.close();
        writer.close();
    }

    @Test
    void fiveThousandRevocationsDuringAnOutageAreAFewMailsAndOfEachOneTells() {
        // Given
        List<Envelope<Event>> events = IntStream.range(0, REVOKED)
                .mapToObj(number -> Tokens.<Event>event(Tokens.revoked(number, Trigger.COMMAND)))
                .toList();
        Instant now = Instant.now();
        MovedClock.setTo(now);
        MailServer.goAway();

        // When
        writer.writeAll(events);
        Envelope<? extends Event> theft = NewEvents.like("token-compromised");
        writer.write(theft);
        // One that is not open yet has no room either.
        await().atMost(PATIENCE).until(() -> outbox.isOpen() && outbox.room() == 0);
        int waiting = outbox.size();
        boolean allRead = group.hasReadAll();
        MailServer.comeBack();

        // Then: the clock moves on while the tables go out
        await().atMost(PATIENCE).until(() -> {
            MovedClock.setTo(new MovedClock().instant().plus(Duration.ofMinutes(1)));
            return told() == REVOKED + 1;
        });
        assertThat(waiting).isEqualTo(StormProfile.ROOM);
        assertThat(allRead).isFalse();
        assertThat(MailServer.received()).hasSizeLessThan(30);
        assertThat(MailServer.received().stream().flatMap(StormTest::idsOf).toList())
                .doesNotHaveDuplicates()
                .contains(theft.id())
                .containsAll(events.stream().map(Envelope::id).toList());
    }

    private static long told() {
        return MailServer.received().stream()
                .flatMap(StormTest::idsOf)
                .distinct()
                .count();
    }

    private static Stream<String> idsOf(MimeMessage mail) {
        return MailServer.eventIdsOf(mail).stream();
    }
}
