package dev.patrol.audit.detection.stream;

import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The tokens by authorization id, on every instance: what the scanner saw, and the successors that the rotator made since.
 * Without the latter every rotation would look like an unknown token until the next scan.
 */
final class TokenStores {
    static final String OBSERVED = "tokens-observed";
    static final String SUCCESSORS = "tokens-successors";

    private static final int WHOLE_ID = 36;
    /** As much of an id as the log leaves at least (the contract's). Less would fit a token by chance. */
    private static final int SHORTEST = 8;

    private final ReadOnlyKeyValueStore<String, Inventoried> observed;
    private final ReadOnlyKeyValueStore<String, Inventoried> successors;

    private TokenStores(
            ReadOnlyKeyValueStore<String, Inventoried> observed,
            ReadOnlyKeyValueStore<String, Inventoried> successors) {
        this.observed = observed;
        this.successors = successors;
    }

    static StoreBuilder<KeyValueStore<String, Inventoried>> builder(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), JsonSerde.of(Inventoried.class))
                .withLoggingDisabled();
    }

    static TokenStores of(ProcessingContext context) {
        return new TokenStores(context.getStateStore(OBSERVED), context.getStateStore(SUCCESSORS));
    }

    /**
     * @param reference an authorization id, or its first part: then it has to fit one token only
     * @return empty where no token of that organization is known by it
     */
    Optional<Token> find(String organization, String reference) {
        return known(organization, reference).map(Inventoried::token);
    }

    /** The same, with what else is known of it. */
    Optional<Inventoried> known(String organization, String reference) {
        if (reference.length() < SHORTEST) {
            return Optional.empty();
        }
        Optional<Inventoried> found = reference.length() >= WHOLE_ID
                ? Optional.ofNullable(observed.get(reference)).or(() -> Optional.ofNullable(successors.get(reference)))
                : beginningWith(reference);
        return found.filter(one ->
                one.token().allOrganizations() || one.token().organization().equals(organization));
    }

    boolean isOwn(String authorizationId) {
        return successors.get(authorizationId) != null;
    }

    /** Every token that the scanner observed. The iterator has to be closed. */
    KeyValueIterator<String, Inventoried> observed() {
        return observed.all();
    }

    private Optional<Inventoried> beginningWith(String reference) {
        Inventoried only = null;
        for (ReadOnlyKeyValueStore<String, Inventoried> store : List.of(observed, successors)) {
            try (KeyValueIterator<String, Inventoried> fitting = store.prefixScan(reference, new StringSerializer())) {
                while (fitting.hasNext()) {
                    KeyValue<String, Inventoried> one = fitting.next();
                    if (only != null
                            && !only.token()
                                    .authorizationId()
                                    .equals(one.value.token().authorizationId())) {
                        return Optional.empty();
                    }
                    only = one.value;
                }
            }
        }
        return Optional.ofNullable(only);
    }
}
