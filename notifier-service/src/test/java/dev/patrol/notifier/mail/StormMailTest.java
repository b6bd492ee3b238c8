package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.Event;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormMailTest {
    /** Gmail cuts what is longer. */
    private static final int LONGEST = 102_000;

    private final StormMail storm = new StormMail(MailWriter.of(ZoneId.of("UTC")));

    @Test
    void namesEveryTokenOfFiveHundredAndStaysInOnePiece() {
        // Given
        List<Envelope<? extends Event>> events =
                SampleCollections.storms().get("storm-of-revocations").subList(0, 500);

        // When
        Mail mail = storm.compose(events);

        // Then
        for (Envelope<? extends Event> event : events) {
            String name = ((TokenRevoked) event.payload()).token().displayName();
            assertThat(mail.text()).containsPattern("\\b" + name + "\\b");
            assertThat(mail.html()).containsPattern("\\b" + name + "\\b");
        }
        assertThat(mail.html().length()).isLessThan(LONGEST);
    }

    @Test
    void saysWhereTheRestOfFiveThousandIs() {
        // When
        Mail mail = storm.compose(SampleCollections.storms().get("storm-of-revocations"));

        // Then
        assertThat(mail.subject()).isEqualTo("[Patrol][SECURITY] 5,000 tokens were revoked");
        assertThat(mail.text()).contains("and 4,475 more", "patrol.token-revoked", "contoso: 4,000", "fabrikam: 1,000");
        assertThat(mail.html().length()).isLessThan(LONGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRY, [Patrol], false",
        "RECONCILIATION, [Patrol], false",
        "COMMAND, [Patrol][SECURITY], true",
        "POLICY, [Patrol][SECURITY], true",
        "COMPROMISE, [Patrol][SECURITY], true"
    })
    void isAsPressingAsTheMostPressingRevocation(Trigger trigger, String prefix, boolean urgent) {
        // Given
        List<Envelope<? extends Event>> events = new ArrayList<>();
        Map<String, Envelope<? extends Event>> samples = SampleEvents.byName();
        TokenRevoked sample =
                (TokenRevoked) samples.get("token-revoked-after-rotation").payload();
        events.add(SampleEvents.envelope("routine", sample));
        events.add(SampleEvents.envelope("one more", TokenRevoked.of(sample.token(), "Because.", trigger, null)));

        // When
        Mail mail = storm.compose(events);

        // Then
        assertThat(mail.subject()).isEqualTo(prefix + " 2 tokens were revoked");
        assertThat(mail.urgent()).isEqualTo(urgent);
    }

    @Test
    void tellsOfBreakGlassesInWords() {
        // Given
        List<Envelope<? extends Event>> events = List.of(
                SampleEvents.envelope("looked at", SampleCollections.breakGlass(true)),
                SampleEvents.envelope("done", SampleCollections.breakGlass(false)));

        // When
        Mail mail = storm.compose(events);

        // Then
        assertThat(mail.subject()).endsWith(" 2 ends of a break-glass or its dry run");
    }

    @Test
    void isOfEventsOfOneType() {
        // Given
        List<Envelope<? extends Event>> events =
                List.copyOf(SampleEvents.byName().values());

        // Then
        assertThatThrownBy(() -> storm.compose(events)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storm.compose(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
