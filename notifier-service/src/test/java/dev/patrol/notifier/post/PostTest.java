package dev.patrol.notifier.post;

import static dev.patrol.notifier.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.Milestone;
import dev.patrol.notifier.Tokens;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.TimeWindow;
import dev.patrol.notifier.routing.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTest {
    private static final Recipient OPS = Recipient.mail("ops@contoso.example");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final StormRules STORM = new StormRules(3, WINDOW, Duration.ofMinutes(1), 50);
    private static final Post POST = new Post(
            new Timetable(
                    ZoneOffset.UTC,
                    LocalTime.of(8, 0),
                    Duration.ofDays(1),
                    Optional.of(new TimeWindow(Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC))),
            STORM);

    private final Lately lately = new Lately(WINDOW.multipliedBy(2));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # by day, in quiet hours, when they end
            URGENT, 2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z, true
            URGENT, 2026-11-23T23:00:00Z, 2026-11-23T23:00:00Z, true
            PROMPT, 2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z, true
            PROMPT, 2026-11-23T23:00:00Z, 2026-11-23T23:00:00Z, false
            PROMPT, 2026-11-23T23:00:00Z, 2026-11-24T05:59:59Z, false
            PROMPT, 2026-11-23T23:00:00Z, 2026-11-24T06:00:00Z, true
            DIGEST, 2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z, false
            DIGEST, 2026-11-23T12:00:00Z, 2026-11-24T07:59:59Z, false
            DIGEST, 2026-11-23T12:00:00Z, 2026-11-24T08:00:00Z, true
            DIGEST, 2026-11-23T07:59:59Z, 2026-11-23T08:00:00Z, true
            # a digest that was missed goes out late, but not at night
            DIGEST, 2026-11-23T07:00:00Z, 2026-11-23T12:00:00Z, true
            DIGEST, 2026-11-23T07:00:00Z, 2026-11-23T23:00:00Z, false
            """)
    void routineWaitsForItsTime(Urgency urgency, Instant since, Instant now, boolean due) {
        // Given
        List<Waiting> waiting = List.of(entry(1, urgency, since));

        // When
        List<Letter> letters = POST.due(waiting, lately, now, false);

        // Then
        assertThat(letters).hasSize(due ? 1 : 0);
    }

    @Test
    void whereNoMoreMayWaitNothingWaitsForItsTime() {
        // Given
        Instant night = Instant.parse("2026-11-23T23:00:00Z");
        List<Waiting> waiting = List.of(entry(1, Urgency.PROMPT, night), entry(2, Urgency.DIGEST, night));

        // When
        List<Letter> letters = POST.due(waiting, lately, night, true);

        // Then
        assertThat(letters).extracting(Letter::form).containsExactly(Form.SINGLE, Form.DIGEST);
    }

    @Test
    void theFirstFewOfAStormAreLettersAndTheRestIsGatheredForATable() {
        // Given
        List<Waiting> waiting = storm(10, NOON);

        // When
        List<Letter> atOnce = POST.due(waiting, lately, NOON, false);
        List<Letter> later = POST.due(waiting, lately, NOON.plus(STORM.gather()), false);

        // Then
        assertThat(atOnce).hasSize(3).allMatch(letter -> letter.form() == Form.SINGLE);
        assertThat(later).extracting(Letter::form).containsOnlyOnce(Form.TABLE).hasSize(4);
        assertThat(later).flatExtracting(Letter::keys).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aStormThatGoesOnIsATablePerWindow() {
        // Given
        sent(Form.TABLE, NOON);
        List<Waiting> waiting = storm(10, NOON.plusSeconds(1));

        // When
        Stream<Integer> letters = Stream.of(
                        NOON.plusSeconds(2), NOON.plus(WINDOW).minusMillis(1), NOON.plus(WINDOW))
                .map(now -> POST.due(waiting, lately, now, false).size());

        // Then
        assertThat(letters).containsExactly(0, 0, 1);
    }

    @Test
    void oneInAWindowIsNoStormAnyMore() {
        // Given
        sent(Form.TABLE, NOON);

        // When
        List<Letter> letters = POST.due(storm(1, NOON.plusSeconds(1)), lately, NOON.plus(WINDOW), false);

        // Then
        assertThat(letters).extracting(Letter::form).containsExactly(Form.SINGLE);
    }

    @Test
    void aStormIsOverWhenAWindowHasPassedWithoutATable() {
        // Given
        sent(Form.TABLE, NOON);
        Instant now = NOON.plus(WINDOW.multipliedBy(2));

        // When
        List<Letter> letters = POST.due(storm(3, now), lately, now, false);

        // Then
        assertThat(letters).hasSize(3).allMatch(letter -> letter.form() == Form.SINGLE);
    }

    @Test
    void whatGatheredWhileTheServerWasAwayIsATableAtOnce() {
        // Given
        Instant now = NOON.plus(Duration.ofHours(6));

        // When
        List<Letter> letters = POST.due(storm(40, NOON), lately, now, false);

        // Then
        assertThat(letters)
                .extracting(Letter::form)
                .containsExactlyInAnyOrder(Form.SINGLE, Form.SINGLE, Form.SINGLE, Form.TABLE);
    }

    @Test
    void aTableHasItsMostLines() {
        // Given
        List<Waiting> waiting = storm(5_003, NOON);

        // When
        List<Letter> letters = POST.due(waiting, lately, NOON, false);

        // Then
        assertThat(letters).hasSize(103);
        assertThat(letters).flatExtracting(Letter::keys).hasSize(5_003).doesNotHaveDuplicates();
    }

    @Test
    void stormsOfOneKindOrRecipientConcernNoOther() {
        // Given
        sent(Form.TABLE, NOON);
        Waiting otherKind = waiting(OPS, Tokens.failed(1), Urgency.URGENT, NOON);
        Waiting otherRecipient = waiting(
                Recipient.mail("sec@contoso.example"),
                Tokens.expiring(1, Milestone.ONE_DAY, false),
                Urgency.URGENT,
                NOON);

        // When
        List<Letter> letters = POST.due(List.of(otherKind, otherRecipient), lately, NOON, false);

        // Then
        assertThat(letters).hasSize(2);
    }

    @Test
    void aProgramGetsEachEventAtOnceByItself() {
        // Given
        Recipient siem = new Recipient(Recipient.Kind.WEBHOOK, "siem");
        Instant night = Instant.parse("2026-11-23T23:00:00Z");
        List<Waiting> waiting = IntStream.range(0, 20)
                .mapToObj(number -> waiting(siem, Tokens.rotated(number), Urgency.DIGEST, night))
                .toList();

        // When
        List<Letter> letters = POST.due(waiting, lately, night, false);

        // Then
        assertThat(letters).hasSize(20).allMatch(letter -> letter.form() == Form.SINGLE);
    }

    @Test
    void urgentLettersOvertakeAndEqualsKeepTheirOrder() {
        // Given
        List<Waiting> waiting = List.of(
                waiting(OPS, Tokens.rotated(1), Urgency.DIGEST, NOON.minus(Duration.ofDays(2))),
                waiting(OPS, Tokens.rotated(2), Urgency.PROMPT, NOON.minusSeconds(20)),
                waiting(OPS, Tokens.failed(4), Urgency.URGENT, NOON.minusSeconds(5)),
                waiting(OPS, Tokens.failed(3), Urgency.URGENT, NOON.minusSeconds(10)));

        // When
        List<Letter> letters = POST.due(waiting, lately, NOON, false);

        // Then
        assertThat(letters)
                .extracting(letter -> (Event) letter.entries().get(0).event().payload())
                .containsExactly(Tokens.failed(3), Tokens.failed(4), Tokens.rotated(2), Tokens.rotated(1));
    }

    private void sent(Form form, Instant at) {
        lately.add(OPS.fingerprint(), MessageType.TOKEN_EXPIRING, form, at);
    }

    private static List<Waiting> storm(int count, Instant since) {
        return IntStream.range(0, count)
                .mapToObj(number -> entry(number, Urgency.URGENT, since))
                .toList();
    }

    private static Waiting entry(int number, Urgency urgency, Instant since) {
        return waiting(OPS, Tokens.expiring(number, Milestone.ONE_DAY, false), urgency, since);
    }

    private static Waiting waiting(Recipient to, Event event, Urgency urgency, Instant since) {
        return new Waiting(to, urgency, since, new Origin("any", 0, 0), Tokens.event(event));
    }
}
