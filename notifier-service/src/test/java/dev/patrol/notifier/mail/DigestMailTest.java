package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestMailTest {
    private final DigestMail digest = new DigestMail(MailWriter.of(ZoneId.of("Europe/Berlin")));

    @Test
    void isTheSameInWhicheverOrderEventsCome() {
        // Given
        List<Envelope<? extends Event>> events = SampleCollections.digests().get("digest");
        List<Envelope<? extends Event>> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));

        // When
        Mail mail = digest.compose(shuffled, SampleEvents.TODAY);

        // Then
        assertThat(mail).isEqualTo(digest.compose(events, SampleEvents.TODAY));
    }

    @Test
    void asksForNothingOnARoutineDay() {
        // When
        Mail mail = digest.compose(SampleCollections.digests().get("digest-of-a-routine-day"), SampleEvents.TODAY);

        // Then
        assertThat(mail.text()).contains("No action is needed.");
        assertThat(mail.urgent()).isFalse();
    }

    @Test
    void countsDaysFromWhenItIsWrittenAndSaysTheMomentInTheZone() {
        // When
        Mail mail = digest.compose(
                List.of(SampleEvents.byName().get("token-expiring-not-managed")),
                SampleEvents.TODAY.plus(Duration.ofHours(13)));

        // Then
        assertThat(mail.text()).contains("nightly import in contoso: 2026-11-24 21:00 +01:00, 1 day left");
        assertThat(mail.subject()).isEqualTo("[Patrol] Digest of 2026-11-23, 1 to rotate by hand");
    }

    @Test
    void canBeEmpty() {
        assertThat(digest.compose(List.of(), SampleEvents.TODAY).subject()).isEqualTo("[Patrol] Digest of 2026-11-23");
    }
}
