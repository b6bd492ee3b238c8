package dev.patrol.notifier.outbox;

import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Claim;
import dev.patrol.notifier.entry.Entry.Told;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.NotificationSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What is still to be told to whom, and what was told. It is open in the one instance that owns the notifier's partitions, which
 * has read it back before; everything is on the topic before it counts.
 */
@ApplicationScoped
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final OutboxTopic topic;
    private final Clock clock;
    private final int mostWaiting;
    private final Supplier<Contents> nothing;
    private final Tenure tenure = new Tenure();
    private Contents contents;
    private boolean anothers = true;

    Outbox(OutboxTopic topic, NotificationSettings settings, Clock clock) {
        this.topic = topic;
        this.clock = clock;
        this.mostWaiting = settings.mostWaiting();
        this.nothing =
                () -> new Contents(settings.remembered(), settings.stormWindow().multipliedBy(2));
        this.contents = nothing.get();
    }

    /**
     * Reads everything back, and opens.
     *
     * @throws org.apache.kafka.common.KafkaException where the topic can't be read
     */
    public void open() {
        Contents read = nothing.get();
        topic.read(read::apply);
        read.lately().prune(clock.instant());
        synchronized (this) {
            contents = read;
            anothers = false;
        }
        tenure.begin();
        settleHalfSettled();
        LOG.infof("This instance tells people now; %d waiting", read.size());
    }

    /** Takes nothing more in and begins no letter; returns when the one under way has ended, or is not waited for any more. */
    public void close(Duration patience) {
        tenure.end(patience);
    }

    /** Another instance tells what waits, as far as it is known here. */
    public synchronized void leaveToAnother() {
        anothers = true;
    }

    /** Whether another instance tells what waits. Where neither it does nor the outbox is open, perhaps nobody can. */
    public synchronized boolean isAnothers() {
        return anothers;
    }

    public boolean isOpen() {
        return tenure.isOpen();
    }

    public synchronized int size() {
        return contents.size();
    }

    /** How many letters are being sent just now. */
    public int underWay() {
        return tenure.underWay();
    }

    /**
     * How much more may wait; nothing while it is not sure that this instance is the active one: what it has read another may
     * have told by now.
     */
    public synchronized int room() {
        return tenure.isSure() ? Math.max(0, mostWaiting - contents.size()) : 0;
    }

    /** Whether it is not too large to be put down. */
    public boolean hasRoomFor(Waiting entry) {
        return topic.hasRoomFor(entry);
    }

    /** How long the broker may say nothing before another instance may have the partitions. */
    public void expectSignsOfLife(Duration longestSilence) {
        tenure.expectSignsOfLife(longestSilence);
    }

    /** The broker has just confirmed that this instance is the active one. */
    public void signOfLife() {
        tenure.signOfLife();
    }

    /** @throws RejectedExecutionException where it is another instance's */
    public void requireOpen() {
        tenure.requireOpen();
    }

    /** Waits for a change, but not longer than told. */
    public void awaitChange(Duration longest) {
        tenure.awaitChange(longest);
    }

    /**
     * Puts down what people are to be told, and returns when it is written; what is known already stays as it is.
     *
     * @param entries those of one event together
     */
    public void add(List<Waiting> entries) {
        Map<String, Entry> changes = new LinkedHashMap<>();
        synchronized (this) {
            tenure.requireOpen();
            Additions additions = new Additions(contents, clock.instant());
            for (Waiting entry : entries) {
                // What comes next may depend on it; nobody is told before it is written.
                Map<String, Entry> some = additions.of(entry);
                contents.hold(some.keySet());
                some.forEach(contents::apply);
                changes.putAll(some);
            }
        }
        try {
            topic.write(changes);
        } catch (RuntimeException unwritten) {
            close(Duration.ZERO);
            throw unwritten;
        }
        synchronized (this) {
            contents.release(changes.keySet());
        }
        tenure.changed();
    }

    /** Whether somebody was told of an event, or will be. */
    public synchronized boolean isOrWillBeTold(String key) {
        return contents.isOrWillBeTold(key);
    }

    /** The letters that are due, in the order in which they are to be sent; none where the outbox is not open. */
    public synchronized List<Letter> due(Post post) {
        return tenure.isSure() ? dueNow(post) : List.of();
    }

    /** Since when the oldest of what is due is known, whether or not it can be told; empty where another instance tells it. */
    public synchronized Optional<Instant> oldestDue(Post post) {
        if (anothers) {
            return Optional.empty();
        }
        return Stream.concat(
                        dueNow(post).stream().flatMap(letter -> letter.entries().stream()), contents.inHand().stream())
                .map(Waiting::since)
                .min(Instant::compareTo);
    }

    private List<Letter> dueNow(Post post) {
        Instant now = clock.instant();
        contents.lately().prune(now);
        List<Letter> letters = new ArrayList<>(contents.claimedLetters());
        letters.addAll(post.due(contents.unclaimed(), contents.lately(), now, contents.size() >= mostWaiting));
        letters.sort(Letter.ORDER);
        return letters;
    }

    /**
     * Takes a letter in hand, which has to be put back. One of several events is written down, so that whoever goes on after a
     * crash sends the same one.
     *
     * @return whether it may be sent
     */
    public boolean take(Letter letter) {
        if (!tenure.beginLetter()) {
            return false;
        }
        boolean claim;
        synchronized (this) {
            contents.hold(letter.keys());
            claim = letter.entries().size() > 1 && !contents.isClaimed(letter);
        }
        if (claim) {
            try {
                write(Map.of(Claim.keyOf(letter.id()), claimOf(letter, false)));
            } catch (RuntimeException unwritten) {
                putBack(letter);
                throw unwritten;
            }
        }
        return true;
    }

    public void putBack(Letter letter) {
        synchronized (this) {
            contents.release(letter.keys());
        }
        tenure.endLetter();
    }

    /** Writes down what became of a letter. */
    public void settle(Letter letter, Fate fate) {
        Instant now = clock.instant();
        boolean several = letter.entries().size() > 1;
        String claim = Claim.keyOf(letter.id());
        if (several && fate == Fate.SENT) {
            // One record decides; what follows can be finished by anybody.
            write(Map.of(claim, claimOf(letter, true)));
        }
        Optional<Told> told = fate == Fate.SENT ? Optional.of(new Told(letter.id(), letter.form())) : Optional.empty();
        Map<String, Entry> changes = new LinkedHashMap<>();
        letter.entries().forEach(entry -> changes.put(entry.key(), entry.done(fate, now, told)));
        write(changes);
        if (several) {
            forget(claim);
        }
    }

    /** Finishes what a crash left half written. */
    private void settleHalfSettled() {
        Map<String, Claim> sent;
        synchronized (this) {
            sent = contents.halfSettled();
        }
        sent.forEach((key, claim) -> {
            write(settledBy(key, claim));
            forget(key);
        });
    }

    private synchronized Map<String, Entry> settledBy(String key, Claim claim) {
        Map<String, Entry> changes = new LinkedHashMap<>();
        contents.entriesOf(claim)
                .forEach(entry ->
                        changes.put(entry.key(), entry.done(Fate.SENT, claim.at(), Optional.of(claim.toldBy(key)))));
        return changes;
    }

    private Claim claimOf(Letter letter, boolean sent) {
        return new Claim(letter.form(), clock.instant(), letter.keys(), sent);
    }

    /** On the topic first, and then it counts. */
    private void write(Map<String, Entry> changes) {
        topic.write(changes);
        synchronized (this) {
            changes.forEach(contents::apply);
        }
        tenure.changed();
    }

    private void forget(String key) {
        topic.forget(key);
        synchronized (this) {
            contents.apply(key, null);
        }
    }
}
