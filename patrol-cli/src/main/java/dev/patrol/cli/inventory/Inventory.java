package dev.patrol.cli.inventory;

import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.messaging.Opener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the last scan saw of each token. */
public final class Inventory {
    /** Tokens held at once, and those of one partition: what is found is told in pages of this size. */
    private static final int PAGE = 10_000;

    private static final Comparator<TokenObserved> SOONEST_FIRST = Comparator.comparing(
                    (TokenObserved observed) -> observed.token().validTo())
            .thenComparing(observed -> observed.token().displayName())
            .thenComparing(observed -> observed.token().authorizationId());

    private final Topics topics;
    private final Opener opener = new Opener(new MessageCodec());

    public Inventory(Topics topics) {
        this.topics = topics;
    }

    /** Hands over the tokens that are wanted, in pages; within a page those that die soonest come first. */
    public void read(Predicate<TokenObserved> wanted, Consumer<List<TokenObserved>> reader) {
        Map<String, TokenObserved> partition = new HashMap<>();
        List<TokenObserved> page = new ArrayList<>();
        topics.byPartition(Topic.TOKENS, message -> take(message, wanted, partition), () -> {
            page.addAll(partition.values());
            partition.clear();
            if (page.size() >= PAGE) {
                handOver(page, reader);
            }
        });
        if (!page.isEmpty()) {
            handOver(page, reader);
        }
    }

    private static void handOver(List<TokenObserved> page, Consumer<List<TokenObserved>> reader) {
        page.sort(SOONEST_FIRST);
        reader.accept(List.copyOf(page));
        page.clear();
    }

    private void take(
            ConsumerRecord<String, byte[]> message,
            Predicate<TokenObserved> wanted,
            Map<String, TokenObserved> partition) {
        partition.remove(message.key());
        if (message.value() == null) {
            return;
        }
        try {
            TokenObserved observed = opener.open(message, TokenObserved.class).payload();
            if (wanted.test(observed)) {
                partition.put(message.key(), observed);
            }
        } catch (MalformedMessage passedOver) {
            // As by the services that read the inventory back: what is no line of it says nothing of a token.
        }
    }

    /** All tokens that are wanted, those that die soonest first. For questions that few tokens answer. */
    public List<TokenObserved> find(Predicate<Token> wanted) {
        List<TokenObserved> found = new ArrayList<>();
        read(observed -> wanted.test(observed.token()), found::addAll);
        found.sort(SOONEST_FIRST);
        return List.copyOf(found);
    }
}
