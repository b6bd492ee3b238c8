package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.memory.Memory;
import dev.patrol.model.Response;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import dev.patrol.service.text.Glob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Looks through the inventory for living tokens with which no audited action was done for long. Nothing comes from such a
 * token, so a clock has to ask. A token is told once for each time that it falls silent, and never before it was watched for
 * as long.
 */
final class UnusedTokens {
    private final Duration after;
    private final Response action;
    private final Duration checkEvery;
    private final List<Glob> exceptions;
    private final int mostRevocations;
    private final Records records;

    /** @param mostRevocations how many are asked for in one search of one partition; the rest waits for the next */
    UnusedTokens(UnusedTokenSettings settings, int mostRevocations, Records records) {
        this.after = settings.after();
        this.action = settings.action();
        this.checkEvery = settings.checkEvery();
        this.exceptions =
                settings.exceptTokens().orElse(List.of()).stream().map(Glob::of).toList();
        this.mostRevocations = mostRevocations;
        this.records = records;
    }

    void searchRegularly(
            ProcessorContext<String, Object> context, KeyValueStore<String, Memory> lineages, TokenStores tokens) {
        context.schedule(
                checkEvery,
                PunctuationType.WALL_CLOCK_TIME,
                time -> search(Instant.ofEpochMilli(time), context, lineages, tokens));
    }

    private void search(
            Instant now,
            ProcessorContext<String, Object> context,
            KeyValueStore<String, Memory> lineages,
            TokenStores tokens) {
        int revocations = 0;
        for (Token token : newestOf(tokens, context.taskId().partition()).values()) {
            Memory memory =
                    Optional.ofNullable(lineages.get(token.secretName())).orElseGet(Memory::new);
            Optional<TokenUnused> found = judge(token, memory, now);
            boolean watched = memory.watchedSince().isPresent();
            if (found.isPresent() && (action == Response.NOTIFY || revocations < mostRevocations)) {
                revocations++;
                memory.noteToldUnused(now);
                Work.resuming("find unused token", Optional.empty(), Subject.of(token))
                        .run(() -> context.forward(announced(found.get(), now)));
                lineages.put(token.secretName(), memory);
            } else if (!watched) {
                memory.watch(now);
                lineages.put(token.secretName(), memory);
            }
        }
    }

    private Record<String, Object> announced(TokenUnused unused, Instant now) {
        return Announced.of(
                records.announcing(unused, now, Optional.empty(), Records.trace(), now.toEpochMilli()),
                unused.token().organization());
    }

    /** The newest living generation of each lineage of the partition: while two live, dependents use that one. */
    private static Map<String, Token> newestOf(TokenStores tokens, int partition) {
        Map<String, Token> newest = new HashMap<>();
        try (KeyValueIterator<String, Inventoried> all = tokens.observed()) {
            while (all.hasNext()) {
                Inventoried one = all.next().value;
                if (one.state() == TokenState.ACTIVE && partitionOf(one.token().secretName()) == partition) {
                    newest.merge(
                            one.token().secretName(),
                            one.token(),
                            BinaryOperator.maxBy(Comparator.comparing(Token::validFrom)));
                }
            }
        }
        return newest;
    }

    /** As producers choose it for a key (Kafka's default partitioner). */
    static int partitionOf(String secretName) {
        int hash = Utils.murmur2(secretName.getBytes(StandardCharsets.UTF_8));
        return Utils.toPositive(hash) % Topic.TOKEN_ROTATED.partitions();
    }

    /** @return empty also where it was told since its last use, or was not watched for long enough to say */
    Optional<TokenUnused> judge(Token token, Memory memory, Instant now) {
        if (exceptions.stream().anyMatch(glob -> glob.matches(token.displayName()))
                || token.validTo().isBefore(now)
                || memory.watchedSince().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> lastUsed = memory.lastSeen();
        boolean told = memory.toldUnusedAt()
                .filter(at -> lastUsed.isEmpty() || at.isAfter(lastUsed.get()))
                .isPresent();
        Instant silentSince =
                lastUsed.orElseGet(() -> Stream.of(memory.watchedSince().get(), token.validFrom())
                        .max(Comparator.naturalOrder())
                        .get());
        if (told || silentSince.plus(after).isAfter(now)) {
            return Optional.empty();
        }
        Instant idleSince = lastUsed.orElse(token.validFrom());
        int days = Math.toIntExact(Duration.between(idleSince, now).toDays());
        return Optional.of(new TokenUnused(token, lastUsed.orElse(null), days, action));
    }
}
