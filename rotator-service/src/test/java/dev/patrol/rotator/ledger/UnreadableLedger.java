package dev.patrol.rotator.ledger;

import dev.patrol.model.Topic;
import dev.patrol.service.messaging.CompactedTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** A ledger that can't be read for the first few times, and is empty then; and the pulse that goes with it. */
public final class UnreadableLedger {
    private final AtomicInteger failuresLeft;
    private final Pulse pulse;
    private final Ledger ledger;

    public UnreadableLedger(int failures, Duration sessionTimeout) {
        this.failuresLeft = new AtomicInteger(failures);
        this.pulse = new Pulse(sessionTimeout.toMillis());
        this.ledger = new Ledger(new Unreadable(), null, pulse, Clock.systemUTC());
    }

    public Ledger ledger() {
        return ledger;
    }

    public Pulse pulse() {
        return pulse;
    }

    public int failuresLeft() {
        return failuresLeft.get();
    }

    public void stop() {
        pulse.stop();
    }

    private final class Unreadable extends CompactedTopic {
        private Unreadable() {
            super(null);
        }

        @Override
        public void read(Topic topic, IntPredicate wanted, Consumer<ConsumerRecord<String, byte[]>> visitor) {
            if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new KafkaException("The topic can't be read to its end");
            }
        }
    }
}
