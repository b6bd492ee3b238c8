package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Response;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tokens with which nothing is done. The test driver has one partition of the twelve, so tokens are taken whose lineage is
 * of it.
 */
class UnusedTokensTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void aTokenThatWasNeverUsedIsToldOnceItWasWatchedForLong() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = token(bench);
            bench.passTime(MONTH);
            assertThat(bench.unused()).isEmpty();

            // When
            bench.passTime(MONTH.plusHours(2));

            // Then
            assertThat(bench.unused()).containsExactly(new TokenUnused(token, null, 80, Response.NOTIFY));
        }
    }

    @Test
    void aUsedTokenIsToldThirtyDaysAfterItsLastUseAndOnlyOnce() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = token(bench);
            bench.log(Entry.with(token).build());
            bench.passTime(MONTH.minusHours(2));
            assertThat(bench.unused()).isEmpty();

            // When
            bench.passTime(Duration.ofHours(3));
            bench.passTime(MONTH);

            // Then
            assertThat(bench.unused()).containsExactly(new TokenUnused(token, Bench.NOON, 30, Response.NOTIFY));
        }
    }

    @Test
    void itIsToldAgainWhereItFellSilentAgain() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = token(bench);
            bench.log(Entry.with(token).build());
            bench.passTime(MONTH.plusHours(2));
            bench.log(Entry.with(token)
                    .at(Bench.NOON.plus(MONTH).plus(Duration.ofHours(3)))
                    .build());

            // When
            bench.restart();
            bench.passTime(MONTH.multipliedBy(2).plusHours(9));

            // Then
            assertThat(bench.unused())
                    .extracting(TokenUnused::lastUsed)
                    .containsExactly(Bench.NOON.plus(MONTH).plus(Duration.ofHours(3)));
        }
    }

    @Test
    void exceptedTokensAreNeverCalledUnused() {
        try (Bench bench = Bench.with(Map.of("patrol.unused-token.except-tokens", "idle-*"))) {
            // Given
            Token token = token(bench);
            bench.log(Entry.with(token).build());

            // When
            bench.passTime(MONTH.multipliedBy(2));

            // Then
            assertThat(bench.unused()).isEmpty();
        }
    }

    @Test
    void isRevokedWhereThatIsAskedFor() {
        try (Bench bench = Bench.with(Map.of("patrol.unused-token.action", "revoke"))) {
            // Given
            Token token = token(bench);
            bench.log(Entry.with(token).build());

            // When
            bench.passTime(MONTH.plusHours(2));

            // Then
            assertThat(bench.unused()).extracting(TokenUnused::response).containsExactly(Response.REVOKE);
        }
    }

    @Test
    void noMoreAreRevokedAtOnceThanAllowedAndTheRestIsNotForgotten() {
        try (Bench bench = Bench.with(
                Map.of("patrol.unused-token.action", "revoke", "patrol.detection.revocations-per-hour", "12"))) {
            // Given
            bench.log(Entry.with(token(bench)).build());
            bench.log(Entry.with(anotherToken(bench)).build());

            // When
            bench.passTime(MONTH.plusMinutes(61));
            int first = bench.unused().size();
            bench.passTime(Duration.ofMinutes(61));

            // Then
            assertThat(first).isEqualTo(1);
            assertThat(bench.unused()).extracting(TokenUnused::response).containsExactly(Response.REVOKE);
        }
    }

    private static Token token(Bench bench) {
        return tokenAfter(bench, 0);
    }

    private static Token anotherToken(Bench bench) {
        return tokenAfter(bench, 1);
    }

    private static Token tokenAfter(Bench bench, int skipped) {
        int number = 0;
        for (int left = skipped; ; number++) {
            String name = "idle-" + number;
            String secretName =
                    dev.patrol.model.token.Lineage.of(Bench.ORGANIZATION, name).secretName();
            if (UnusedTokens.partitionOf(secretName) == 0 && left-- == 0) {
                return bench.token(name);
            }
        }
    }

    @Test
    void thePartitionIsTheOneThatProducersChoose() {
        assertThat(UnusedTokens.partitionOf("build-farm-0a1b2c3d"))
                .isEqualTo(org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                        "build-farm-0a1b2c3d".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Topic.TOKEN_REVOKED.partitions()));
    }
}
