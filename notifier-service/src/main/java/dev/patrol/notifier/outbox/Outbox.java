package dev.patrol.notifier.outbox;

import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.notifier.outbox.Entry.Claim;
import dev.patrol.notifier.outbox.Entry.Told;
import dev.patrol.notifier.outbox.Entry.Waiting;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Publisher;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * What is still to be told to whom, and what was told. It is open in the one instance that owns the notifier's partitions, which
 * has read it back before; everything is on the topic before it counts.
 */
@ApplicationScoped
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final CompactedTopic topic;
    private final Publisher publisher;
    private final EntryCodec codec;
    private final Clock clock;
    private final int mostWaiting;
    private final Supplier<Contents> nothing;
    private Contents contents;
    private boolean open;
    /** How many letters are under way. */
    private int underWay;

    /** Not by the clock, which may be set. */
    private long heardAt;

    private Duration longestSilence = Duration.ZERO;

    Outbox(CompactedTopic topic, Publisher publisher, EntryCodec codec, NotificationSettings settings, Clock clock) {
        this.topic = topic;
        this.publisher = publisher;
        this.codec = codec;
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
        topic.read(Topic.MAIL_OUTBOX, message -> readBack(read, message));
        read.lately().prune(clock.instant());
        synchronized (this) {
            contents = read;
            open = true;
            heardAt = System.nanoTime();
            notifyAll();
        }
        settleHalfSettled();
        LOG.infof("This instance tells people now; %d waiting", read.size());
    }

    private void readBack(Contents read, ConsumerRecord<String, byte[]> message) {
        try {
            read.apply(message.key(), message.value() == null ? null : codec.decode(message.value()));
        } catch (MalformedMessage unreadable) {
            LOG.errorf(
                    "The outbox's record at offset %d can't be read; nobody is told what it says: %s",
                    message.offset(), unreadable.getMessage());
        }
    }

    /** Takes nothing more in and begins no letter; returns when the one under way has ended, or is not waited for any more. */
    public synchronized void close(Duration patience) {
        open = false;
        notifyAll();
        long deadline = System.nanoTime() + patience.toNanos();
        while (underWay > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                LOG.warnf("A letter under way did not end within %s; another instance may send it too", patience);
                return;
            }
            waitFor(Duration.ofNanos(left));
        }
    }

    public synchronized boolean isOpen() {
        return open;
    }

    public synchronized int size() {
        return contents.size();
    }

    /** How many letters are being sent just now. */
    public synchronized int underWay() {
        return underWay;
    }

    /** How much more may wait. */
    public synchronized int room() {
        return open ? Math.max(0, mostWaiting - contents.size()) : 0;
    }

    /** How long the broker may say nothing before another instance may have the partitions. */
    public synchronized void expectSignsOfLife(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /** The broker has just confirmed that this instance is the active one. */
    public synchronized void signOfLife() {
        heardAt = System.nanoTime();
        notifyAll();
    }

    /** A process that stood still does not know what happened meanwhile. */
    private boolean isSure() {
        return open && System.nanoTime() - heardAt < longestSilence.toNanos();
    }

    /** @throws RejectedExecutionException where it is another instance's */
    public synchronized void requireOpen() {
        if (!open) {
            throw new RejectedExecutionException("The outbox is another instance's");
        }
    }

    /** Waits for a change, but not longer than told. */
    public synchronized void awaitChange(Duration longest) {
        waitFor(longest);
    }

    private void waitFor(Duration longest) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, longest.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    /**
     * Puts down what people are to be told, and returns when it is written; what is known already stays as it is.
     *
     * @param entries those of one event together
     */
    public void add(List<Waiting> entries) {
        Map<String, Entry> changes = new LinkedHashMap<>();
        synchronized (this) {
            requireOpen();
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
            publish(changes);
        } catch (RuntimeException unwritten) {
            close(Duration.ZERO);
            throw unwritten;
        }
        synchronized (this) {
            contents.release(changes.keySet());
            notifyAll();
        }
    }

    /** Whether somebody was told of an event, or will be. */
    public synchronized boolean isOrWillBeTold(String key) {
        return contents.isOrWillBeTold(key);
    }

    /** The letters that are due, in the order in which they are to be sent; none where the outbox is not open. */
    public synchronized List<Letter> due(Post post) {
        if (!isSure()) {
            return List.of();
        }
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
        boolean claim;
        synchronized (this) {
            if (!isSure()) {
                return false;
            }
            underWay++;
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

    public synchronized void putBack(Letter letter) {
        contents.release(letter.keys());
        underWay--;
        notifyAll();
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
        publish(changes);
        synchronized (this) {
            changes.forEach(contents::apply);
            notifyAll();
        }
    }

    private void publish(Map<String, Entry> changes) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        changes.forEach((key, entry) -> values.put(key, codec.encode(entry)));
        publisher.putAll(Topic.MAIL_OUTBOX, values);
    }

    private void forget(String key) {
        publisher.bury(Topic.MAIL_OUTBOX, key);
        synchronized (this) {
            contents.apply(key, null);
        }
    }
}
