package dev.patrol.benchmarks.detection;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Payload;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * An inventory, and audited actions of its tokens: sound ones, and behind them all one of each of some tokens from where nobody
 * may use it. When those are found, everything before them was looked at.
 */
final class AuditLoad {
    static final String ALLOWED = "192.0.2.0/24";

    /** Enough that every partition of every topic has some. */
    static final int LAST = 480;

    private static final URI SOURCE = URI.create("/patrol/benchmark");
    private static final int AT_ONCE = 5_000;
    private static final long SEED = 5;

    private final Site site;
    private final List<Token> tokens;
    private final Instant now = Instant.now();

    AuditLoad(Site site, int count) {
        this.site = site;
        this.tokens = IntStream.range(0, count).mapToObj(this::token).toList();
    }

    private Token token(int number) {
        String name = "build-farm-" + number;
        return Token.of(
                site.organization(),
                new UUID(0x4000L + number * 0x9E3779B97F4A7C15L, number),
                name,
                List.of("vso.code", "vso.build"),
                now.minus(Duration.ofDays(30)),
                now.plus(Duration.ofDays(60)),
                false,
                Optional.of("builds-" + number + "@contoso.example"));
    }

    void publishInventory() {
        publish(
                tokens.size(),
                number -> Envelope.first(
                        new TokenObserved(tokens.get(number), TokenState.ACTIVE, true, now), SOURCE, now));
    }

    /** @param count spread over the tokens at random, and over the last day in order */
    void publishEntries(int count) {
        Random random = new Random(SEED);
        Duration between = Duration.ofHours(20).dividedBy(count);
        publish(
                count,
                number -> entry(
                        number,
                        tokens.get(random.nextInt(tokens.size())),
                        "192.0.2." + random.nextInt(256),
                        now.minus(Duration.ofHours(20)).plus(between.multipliedBy(number))));
    }

    void publishLast(int first) {
        int every = Math.max(1, tokens.size() / LAST);
        publish(LAST, number -> entry(first + number, tokens.get(number * every), "203.0.113.9", now));
    }

    private Envelope<AuditEntry> entry(int number, Token token, String address, Instant time) {
        AuditEntry entry = new AuditEntry(
                token.organization(),
                "25168735458273" + number + ";00000064-0000-8888-8000-000000000000;1",
                time,
                "Git.CreateRepo",
                token.authorizationId().toString(),
                token.lineage(),
                "PAT authorizationId: " + token.authorizationId(),
                "Git",
                "create",
                "33333333-3333-4333-8333-333333333333",
                token.owner(),
                "Build farm",
                address,
                "git/2.50.1 (linux)",
                "shop",
                "A repository was created in the project shop.",
                Map.of("ProjectName", "shop", "RepoName", "catalogue", "DefaultBranch", "refs/heads/main"));
        return Envelope.first(entry, SOURCE, now);
    }

    @FunctionalInterface
    private interface Numbered {
        Envelope<? extends Payload> of(int number);
    }

    private void publish(int count, Numbered envelopes) {
        for (int first = 0; first < count; first += AT_ONCE) {
            CompletableFuture<?>[] stored = IntStream.range(first, Math.min(count, first + AT_ONCE))
                    .mapToObj(number -> site.publish(envelopes.of(number)))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stored).join();
        }
    }
}
