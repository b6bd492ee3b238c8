package dev.patrol.notifier.post;

import static dev.patrol.notifier.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.Trigger;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Days of post, minute by minute: whatever comes in, and whenever. */
class PostPropertyTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration DAYS = Duration.ofDays(3);
    private static final StormRules STORM = new StormRules(3, WINDOW, Duration.ofMinutes(1), 20);
    private static final TimeWindow QUIET = new TimeWindow(Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0), ZONE);
    private static final Timetable TIMETABLE =
            new Timetable(ZONE, LocalTime.of(8, 0), Duration.ofDays(1), Optional.of(QUIET));

    /** Something comes in, once or in a burst. */
    private record Arrival(int minute, int recipient, int type, int count) {}

    private record Sent(Letter letter, Instant at) {}

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(0, (int) DAYS.minusDays(1).toMinutes() - 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.frequency(Tuple.of(5, 1), Tuple.of(2, 5), Tuple.of(1, 60)))
                .as(Arrival::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 60)
    void everythingIsInExactlyOneLetter(@ForAll("arrivals") List<Arrival> arrivals) {
        // When
        List<Sent> sent = run(arrivals);

        // Then
        List<String> keys =
                sent.stream().flatMap(one -> one.letter().keys().stream()).toList();
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        assertThat(keys).hasSize(arrivals.stream().mapToInt(Arrival::count).sum());
    }

    @Property(tries = 60)
    void nobodyGetsMoreOfOneKindThanAFewAndATable(@ForAll("arrivals") List<Arrival> arrivals) {
        // When
        List<Sent> sent = run(arrivals);

        // Then
        sent.stream().filter(one -> one.letter().form() != Form.DIGEST).forEach(one -> {
            List<Sent> within = sent.stream()
                    .filter(other -> other.letter().form() != Form.DIGEST
                            && other.letter().to().equals(one.letter().to())
                            && other.letter().type() == one.letter().type()
                            && !other.at().isBefore(one.at())
                            && other.at().isBefore(one.at().plus(WINDOW)))
                    .toList();
            int events = within.stream()
                    .mapToInt(other -> other.letter().entries().size())
                    .sum();
            // The letters of the first window and the first table; more tables only where one is full.
            assertThat(within.size()).isLessThanOrEqualTo(STORM.after() + 2 + events / STORM.mostInOne());
        });
    }

    @Property(tries = 60)
    void urgentNewsWaitForAStormsTableAtMostAndRoutineIsQuietAtNight(@ForAll("arrivals") List<Arrival> arrivals) {
        // When
        List<Sent> sent = run(arrivals);

        // Then
        for (Sent one : sent) {
            if (one.letter().urgency() == Urgency.URGENT) {
                assertThat(Duration.between(one.letter().since(), one.at())).isLessThanOrEqualTo(WINDOW);
            } else {
                assertThat(QUIET.contains(one.at())).isFalse();
                assertThat(Duration.between(one.letter().since(), one.at())).isLessThanOrEqualTo(Duration.ofHours(25));
            }
        }
    }

    private static List<Sent> run(List<Arrival> arrivals) {
        Post post = new Post(TIMETABLE, STORM);
        Lately lately = new Lately(WINDOW.multipliedBy(2));
        Map<String, Waiting> waiting = new LinkedHashMap<>();
        List<Sent> sent = new ArrayList<>();
        int number = 0;
        for (long minute = 0; minute <= DAYS.toMinutes(); minute++) {
            Instant now = NOON.plus(STEP.multipliedBy(minute));
            for (Arrival arrival : arrivals) {
                for (int copy = 0; arrival.minute() == minute && copy < arrival.count(); copy++) {
                    Waiting entry = entry(arrival, number++, now);
                    waiting.put(entry.key(), entry);
                }
            }
            lately.prune(now);
            for (Letter letter : post.due(waiting.values(), lately, now, false)) {
                letter.keys().forEach(waiting::remove);
                lately.add(letter.to().fingerprint(), letter.type(), letter.form(), now);
                sent.add(new Sent(letter, now));
            }
        }
        return sent;
    }

    private static Waiting entry(Arrival arrival, int number, Instant now) {
        Event event =
                switch (arrival.type()) {
                    case 0 -> Tokens.failed(number);
                    case 1 -> Tokens.revoked(number, Trigger.COMMAND);
                    case 2 -> Tokens.expiring(number, Milestone.SEVEN_DAYS, false);
                    default -> Tokens.rotated(number);
                };
        Urgency urgency =
                switch (arrival.type()) {
                    case 0, 1 -> Urgency.URGENT;
                    case 2 -> Urgency.PROMPT;
                    default -> Urgency.DIGEST;
                };
        return new Waiting(
                Recipient.mail(arrival.recipient() + "@contoso.example"),
                urgency,
                now,
                new Origin("any", 0, 0),
                Tokens.event(event));
    }
}
