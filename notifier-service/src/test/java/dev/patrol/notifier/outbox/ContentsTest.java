package dev.patrol.notifier.outbox;

import static dev.patrol.notifier.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.Trigger;
import dev.patrol.notifier.Tokens;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Claim;
import dev.patrol.notifier.entry.Entry.Told;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows from the records, in particular from those that a crash has left. */
class ContentsTest {
    private static final Recipient OPS = Recipient.mail("ops@contoso.example");
    private static final Recipient SEC = Recipient.mail("sec@contoso.example");

    private final Contents contents = new Contents(1_000, Duration.ofMinutes(20));

    @Test
    void whatWasToldIsKnownAfterItsEventIsForgotten() {
        // Given
        Waiting entry = add(OPS, Tokens.rotated(1));

        // When
        contents.apply(entry.key(), entry.done(Fate.SENT, NOON, Optional.empty()));

        // Then
        assertThat(contents.isKnown(entry.key())).isTrue();
        assertThat(contents.unclaimed()).isEmpty();
        assertThat(additions(OPS, Tokens.rotated(1))).isEmpty();
    }

    @Test
    void aNewRecipientIsToldOfWhatOthersWereTold() {
        // Given
        add(OPS, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));

        // When
        Map<String, Entry> changes = additions(SEC, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));

        // Then
        assertThat(changes.values()).hasSize(1).allMatch(Waiting.class::isInstance);
    }

    @Test
    void aRotationSupersedesTheNoticesThatStillWaitForEverybody() {
        // Given
        Waiting forOps = add(OPS, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));
        Waiting forSec = add(SEC, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));
        Waiting another = add(OPS, Tokens.expiring(2, Milestone.SEVEN_DAYS, true));

        // When
        Map<String, Entry> changes = additions(OPS, Tokens.rotated(1));

        // Then
        assertThat(changes).hasSize(3).containsKeys(forOps.key(), forSec.key()).doesNotContainKey(another.key());
        assertThat(changes.get(forSec.key())).isInstanceOfSatisfying(Entry.Done.class, done -> assertThat(done.fate())
                .isEqualTo(Fate.SUPERSEDED));
    }

    @Test
    void whatIsBeingSentIsNotSuperseded() {
        // Given
        Waiting entry = add(OPS, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));
        contents.hold(List.of(entry.key()));

        // When
        Map<String, Entry> changes = additions(OPS, Tokens.rotated(1));

        // Then
        assertThat(changes).hasSize(1);
        assertThat(contents.unclaimed()).isEmpty();
    }

    @Test
    void aTighterMilestoneSupersedesALooserOneThatStillWaits() {
        // Given
        Waiting looser = add(OPS, Tokens.expiring(1, Milestone.FOURTEEN_DAYS, true));

        // When
        Map<String, Entry> changes = additions(OPS, Tokens.expiring(1, Milestone.SEVEN_DAYS, true));

        // Then
        assertThat(changes).hasSize(2).containsKey(looser.key());
    }

    @Test
    void whatNeedNotBeToldIsWrittenDownAsSuch() {
        // Given
        add(OPS, Tokens.revoked(1, Trigger.COMMAND));

        // When
        Map<String, Entry> changes = additions(OPS, Tokens.expiring(1, Milestone.ONE_DAY, true));

        // Then
        assertThat(changes.values()).hasSize(1).first().isInstanceOfSatisfying(Entry.Done.class, done -> assertThat(
                        done.fate())
                .isEqualTo(Fate.SUPERSEDED));
    }

    @Test
    void aLetterThatWasAboutToBeSentIsTheSameAfterACrash() {
        // Given
        Waiting one = add(OPS, Tokens.rotated(1));
        Waiting two = add(OPS, Tokens.rotated(2));
        Letter letter = new Letter(OPS, Form.DIGEST, List.of(one, two));
        contents.apply(Claim.keyOf(letter.id()), new Claim(Form.DIGEST, NOON, letter.keys(), false));

        // When
        Waiting later = add(OPS, Tokens.rotated(3));

        // Then
        assertThat(contents.claimedLetters()).containsExactly(letter);
        assertThat(contents.unclaimed()).containsExactly(later);
        assertThat(contents.halfSettled()).isEmpty();
    }

    @Test
    void aLetterThatWasSentIsOnlySettledAfterACrash() {
        // Given
        Waiting one = add(OPS, Tokens.rotated(1));
        Waiting two = add(OPS, Tokens.rotated(2));
        Letter letter = new Letter(OPS, Form.DIGEST, List.of(one, two));
        String key = Claim.keyOf(letter.id());
        Claim claim = new Claim(Form.DIGEST, NOON, letter.keys(), true);
        contents.apply(key, claim);

        // When
        contents.apply(one.key(), one.done(Fate.SENT, NOON, Optional.of(new Told(letter.id(), Form.DIGEST))));

        // Then
        assertThat(contents.claimedLetters()).isEmpty();
        assertThat(contents.unclaimed()).isEmpty();
        assertThat(contents.halfSettled()).containsEntry(key, claim);
        assertThat(contents.entriesOf(claim)).containsExactly(two);
    }

    @Test
    void aClaimOfWhichNothingIsLeftIsTakenAway() {
        // Given
        contents.apply(
                "letter/00000000-0000-0001-0000-000000000002", new Claim(Form.TABLE, NOON, List.of("a/1"), false));

        // When
        Map<String, Claim> half = contents.halfSettled();

        // Then
        assertThat(half).hasSize(1);
        assertThat(contents.claimedLetters()).isEmpty();
    }

    private Waiting add(Recipient to, Event event) {
        Waiting entry = waiting(to, event);
        contents.apply(entry.key(), entry);
        return entry;
    }

    private Map<String, Entry> additions(Recipient to, Event event) {
        return new Additions(contents, NOON).of(waiting(to, event));
    }

    private static Waiting waiting(Recipient to, Event event) {
        return new Waiting(to, Urgency.DIGEST, NOON, new Origin("any", 0, 0), Tokens.event(event));
    }
}
