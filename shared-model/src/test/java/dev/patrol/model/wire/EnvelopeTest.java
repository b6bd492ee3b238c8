package dev.patrol.model.wire;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.MessageType;
import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.Samples;
import dev.patrol.model.Scan;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.TokenState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private static final Instant LATER = Samples.NOON.plus(Duration.ofHours(1));
    private static final URI ELSEWHERE = URI.create("/patrol/elsewhere");

    static Stream<Payload> announcedOnce() {
        return Samples.all().filter(payload -> payload.identity().isPresent());
    }

    static Stream<Payload> eachItsOwn() {
        return Samples.all().filter(payload -> payload.identity().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("announcedOnce")
    void theSameAnnouncementHasTheSameIdWhoeverSaysItAndWhenever(Payload payload) {
        // Given
        Envelope<Payload> first = Samples.announced(payload);

        // When
        Envelope<Payload> repeated = Envelope.first(payload, ELSEWHERE, LATER);
        Envelope<Payload> asAnEffect = first.ledTo(payload, ELSEWHERE, LATER);

        // Then
        assertThat(repeated.id()).isEqualTo(first.id());
        assertThat(asAnEffect.id()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @MethodSource("eachItsOwn")
    void whatMayHappenTwiceHasAnIdEachTime(Payload payload) {
        // When
        Envelope<Payload> first = Samples.announced(payload);
        Envelope<Payload> second = Samples.announced(payload);

        // Then
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void announcementsOfDifferentTypesOrMeaningsNeverShareAnId() {
        // Given
        Stream<Payload> announcements = Stream.concat(
                announcedOnce(),
                Stream.of(
                        expiring(Milestone.SEVEN_DAYS, 7, false),
                        TokenRevoked.of(Samples.token(), "It leaked.", Trigger.COMPROMISE, null),
                        new RotationAcknowledged(
                                "contoso", "build-farm", Samples.token().authorizationId(), "shop"),
                        violation("full scope"),
                        violation("global token")));

        // When
        Map<String, String> idsByMeaning = announcements.collect(toMap(
                payload -> MessageType.of(payload) + " " + payload.identity().orElseThrow(),
                payload -> Samples.announced(payload).id(),
                (id, sameMeaning) -> id));

        // Then
        assertThat(idsByMeaning.values()).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }

    /** Consumers keep ids for long, so the way they are made is part of the contract. */
    @Test
    void anIdStaysTheSameOverReleases() {
        // Given
        TokenExpiring expiring = expiring(Milestone.SEVEN_DAYS, 7, true);

        // When
        Envelope<TokenExpiring> envelope = Envelope.first(expiring, Samples.SOURCE, Samples.NOON);

        // Then
        assertThat(envelope.id()).isEqualTo("c2bb0113-4e21-352a-a394-09ac3cdb119b");
    }

    @Test
    void aMilestoneIsToldOnceWhileItsDaysGoBy() {
        // When
        Envelope<?> onTheDay = Envelope.first(expiring(Milestone.SEVEN_DAYS, 7, true), Samples.SOURCE, Samples.NOON);
        Envelope<?> nextDay = Envelope.first(expiring(Milestone.SEVEN_DAYS, 6, true), Samples.SOURCE, LATER);

        // Then
        assertThat(nextDay.id()).isEqualTo(onTheDay.id());
    }

    @Test
    void becomingDueBetweenTwoMilestonesIsNews() {
        // When
        Envelope<?> waiting = Envelope.first(expiring(Milestone.SEVEN_DAYS, 7, false), Samples.SOURCE, Samples.NOON);
        Envelope<?> due = Envelope.first(expiring(Milestone.SEVEN_DAYS, 6, true), Samples.SOURCE, LATER);

        // Then
        assertThat(due.id()).isNotEqualTo(waiting.id());
    }

    @Test
    void idlenessIsToldAgainOnlyAfterAnotherUse() {
        // Given
        Instant used = Samples.NOON.minus(Duration.ofDays(91));
        String told = Samples.announced(new TokenUnused(Samples.token(), used, 91, Response.NOTIFY))
                .id();

        // When
        String dayAfter = Samples.announced(new TokenUnused(Samples.token(), used, 92, Response.NOTIFY))
                .id();
        String afterAnotherUse = Samples.announced(new TokenUnused(Samples.token(), LATER, 91, Response.NOTIFY))
                .id();

        // Then
        assertThat(dayAfter).isEqualTo(told);
        assertThat(afterAnotherUse).isNotEqualTo(told);
    }

    @Test
    void scannersThatMeetAtOneMomentOfTheScheduleAskForOneScan() {
        // When
        String one =
                Samples.announced(new Scan("It is time.", "scanner-1", "12:00")).id();
        String other =
                Samples.announced(new Scan("It is time.", "scanner-2", "12:00")).id();

        // Then
        assertThat(one).isEqualTo(other);
    }

    @Test
    void whatBeginsAStoryGivesTheStoryItsName() {
        // When
        Envelope<?> first = Samples.announced(new TokenObserved(Samples.token(), TokenState.ACTIVE, true, LATER));

        // Then
        assertThat(first.correlationId()).isEqualTo(first.id());
        assertThat(first.causationId()).isEmpty();
    }

    @Test
    void effectsBelongToTheStoryAndNameTheirCause() {
        // Given
        Envelope<?> first = Samples.announced(expiring(Milestone.ONE_DAY, 1, true));
        Envelope<?> second = first.ledTo(violation("full scope"), ELSEWHERE, LATER);

        // When
        Envelope<?> third = second.ledTo(violation("global token"), ELSEWHERE, LATER);

        // Then
        assertThat(third.correlationId()).isEqualTo(first.id());
        assertThat(third.causationId()).isEqualTo(Optional.of(second.id()));
        assertThat(third.source()).isEqualTo(ELSEWHERE);
        assertThat(third.time()).isEqualTo(LATER);
    }

    private static TokenExpiring expiring(Milestone milestone, int daysLeft, boolean due) {
        return new TokenExpiring(Samples.token(), daysLeft, milestone, due);
    }

    private static PolicyViolated violation(String found) {
        return PolicyViolated.by(Samples.token(), "no-full-scope", Severity.HIGH, found, "named scopes", "Name them.");
    }
}
