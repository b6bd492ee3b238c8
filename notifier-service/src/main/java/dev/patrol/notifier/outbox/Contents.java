package dev.patrol.notifier.outbox;

import dev.patrol.model.Event;
import dev.patrol.notifier.cadence.Notice;
import dev.patrol.notifier.cadence.Notices;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Claim;
import dev.patrol.notifier.entry.Entry.Done;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.memory.Memory;
import dev.patrol.notifier.post.Lately;
import dev.patrol.notifier.post.Letter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the outbox says, as far as it matters: what follows from its records, one after the other, whoever wrote them. For one
 * thread at a time.
 */
final class Contents {
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    /** What is being sent or written just now. */
    private final Set<String> inHand = new HashSet<>();

    private final Memory<String, Fate> settled;
    private final Notices notices;
    private final Lately lately;

    /**
     * @param most how much is remembered as told
     * @param horizon how long letters that went out count for storms
     */
    Contents(int most, Duration horizon) {
        settled = new Memory<>(most);
        notices = new Notices(most);
        lately = new Lately(horizon);
    }

    /** @param entry null where the record takes the key away */
    void apply(String key, Entry entry) {
        if (entry == null) {
            waiting.remove(key);
            claims.remove(key);
        } else if (entry instanceof Claim claim) {
            claims.put(key, claim);
        } else if (entry instanceof Waiting one) {
            settled.remove(key);
            waiting.put(key, one);
            Notice.of(one.event().payload()).ifPresent(notice -> notices.remember(recipientIn(key), notice));
        } else if (entry instanceof Done done) {
            waiting.remove(key);
            settled.put(key, done.fate());
            if (done.fate() != Fate.SUPERSEDED) {
                done.notice().ifPresent(notice -> notices.remember(recipientIn(key), notice));
            }
            done.told().ifPresent(told -> lately.add(recipientIn(key), done.type(), told.form(), done.at()));
        }
    }

    private static String recipientIn(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    boolean isKnown(String key) {
        return waiting.containsKey(key) || settled.get(key).isPresent();
    }

    /** Whether somebody was told, or will be. */
    boolean isOrWillBeTold(String key) {
        return waiting.containsKey(key)
                || settled.get(key)
                        .filter(fate -> fate == Fate.SENT || fate == Fate.SUPERSEDED)
                        .isPresent();
    }

    /** Whether it says something that the recipient was not told yet. */
    boolean isNews(Waiting entry) {
        return Notice.of(entry.event().payload())
                .map(notice -> notices.isNews(entry.to().fingerprint(), notice))
                .orElse(true);
    }

    /** What need not be told any more once an event is known: for everybody where a token ends, else for one recipient. */
    List<Waiting> supersededBy(Event event, Optional<String> recipient) {
        Optional<Notice> newer = Notice.of(event);
        if (newer.isEmpty()) {
            return List.of();
        }
        Set<String> claimed = claimed();
        return waiting.values().stream()
                .filter(entry ->
                        recipient.isEmpty() || recipient.get().equals(entry.to().fingerprint()))
                .filter(entry -> Notice.of(entry.event().payload())
                        .filter(older -> Notices.supersedes(newer.get(), older))
                        .isPresent())
                .filter(entry -> !claimed.contains(entry.key()))
                .toList();
    }

    /** What is in no letter yet. */
    Collection<Waiting> unclaimed() {
        Set<String> claimed = claimed();
        return claimed.isEmpty()
                ? List.copyOf(waiting.values())
                : waiting.values().stream()
                        .filter(entry -> !claimed.contains(entry.key()))
                        .toList();
    }

    /** Letters that were about to be sent, and are not being sent just now. */
    List<Letter> claimedLetters() {
        List<Letter> letters = new ArrayList<>();
        claims.values().stream()
                .filter(claim -> !claim.sent() && claim.keys().stream().noneMatch(inHand::contains))
                .forEach(claim -> letterOf(claim).ifPresent(letters::add));
        return letters;
    }

    /** Letters that were sent, and of which not everything is written down yet, by their records' keys. */
    Map<String, Claim> halfSettled() {
        Map<String, Claim> sent = new LinkedHashMap<>();
        claims.forEach((key, claim) -> {
            if (claim.sent() || letterOf(claim).isEmpty()) {
                sent.put(key, claim);
            }
        });
        return sent;
    }

    /** What still waits of a letter. */
    List<Waiting> entriesOf(Claim claim) {
        return claim.keys().stream().map(waiting::get).filter(Objects::nonNull).toList();
    }

    /** What waits and is being sent or written just now. */
    List<Waiting> inHand() {
        return inHand.stream().map(waiting::get).filter(Objects::nonNull).toList();
    }

    private Optional<Letter> letterOf(Claim claim) {
        List<Waiting> entries = entriesOf(claim);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Letter(entries.get(0).to(), claim.form(), entries));
    }

    private Set<String> claimed() {
        Set<String> keys = new HashSet<>(inHand);
        claims.values().forEach(claim -> keys.addAll(claim.keys()));
        return keys;
    }

    /** Puts what is being worked on into no letter. */
    void hold(Collection<String> keys) {
        inHand.addAll(keys);
    }

    void release(Collection<String> keys) {
        inHand.removeAll(keys);
    }

    boolean isClaimed(Letter letter) {
        return claims.containsKey(Claim.keyOf(letter.id()));
    }

    Lately lately() {
        return lately;
    }

    int size() {
        return waiting.size();
    }
}
