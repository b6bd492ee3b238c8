package dev.patrol.audit.detection.stream;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/** Fills the stores of tokens. A record that can't be read is left out: its token is unknown until it is told well. */
final class StoredTokens implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = Logger.getLogger(StoredTokens.class);

    private final String storeName;
    private final BiConsumer<Record<String, byte[]>, KeyValueStore<String, Inventoried>> work;
    private KeyValueStore<String, Inventoried> store;

    private StoredTokens(
            String storeName, BiConsumer<Record<String, byte[]>, KeyValueStore<String, Inventoried>> work) {
        this.storeName = storeName;
        this.work = work;
    }

    static ProcessorSupplier<String, byte[], Void, Void> observed(Records records) {
        return () -> new StoredTokens(TokenStores.OBSERVED, (message, store) -> {
            if (message.value() == null) {
                store.delete(message.key());
                return;
            }
            TokenObserved seen = records.open(message, TokenObserved.class).payload();
            store.put(message.key(), new Inventoried(seen.token(), seen.state(), seen.observedAt(), null));
        });
    }

    /** The last two of each lineage: what is older is known to the scanner, or dead. */
    static ProcessorSupplier<String, byte[], Void, Void> successors(Records records) {
        return () -> new StoredTokens(TokenStores.SUCCESSORS, (message, store) -> {
            Envelope<TokenRotated> envelope = records.open(message, TokenRotated.class);
            TokenRotated rotated = envelope.payload();
            String previous = rotated.previous().authorizationId().toString();
            store.put(
                    rotated.successor().authorizationId().toString(),
                    new Inventoried(rotated.successor(), TokenState.ACTIVE, envelope.time(), previous));
            Inventoried before = store.get(previous);
            if (before != null && before.previous() != null) {
                store.delete(before.previous());
            }
        });
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        try {
            work.accept(message, store);
        } catch (MalformedMessage malformed) {
            LOG.warnf("A record for %s can't be read and is left out: %s", storeName, malformed.getMessage());
        }
    }
}
