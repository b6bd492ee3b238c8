package dev.patrol.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.Kafka;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.simulator.audit.AuditDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditFaultsIT {
    private static final int TOKENS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String HOSTILE = "<b>\u202e'; drop\u0000 table --\n\ud83d\ude08";

    /** A killed instance's stores are handed on within seconds. */
    private static final List<String> SHORT_SESSIONS = List.of(
            "-Dkafka-streams.consumer.session.timeout.ms=4000", "-Dkafka-streams.consumer.heartbeat.interval.ms=500");

    private final EmbeddedKafka broker = EmbeddedKafka.start(0);
    private final Surroundings around = Surroundings.of("audit-faults", Kafka.on(broker));
    private final List<String> logged = new ArrayList<>();

    @AfterEach
    void stop() {
        around.close();
    }

    @Test
    void nothingIsLostOrToldTwiceWhileInstancesAndTheBrokerDie() {
        // Given
        List<Token> tokens = IntStream.range(0, TOKENS).mapToObj(this::token).toList();
        around.kafka()
                .publish(tokens.stream()
                        .map(token -> new TokenObserved(token, TokenState.ACTIVE, true, Instant.now()))
                        .toList());
        PackagedService first = start("audit-1");
        start("audit-2");
        steal(tokens.subList(0, 10), "203.0.113.9");
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> !findings(around.kafka().topics()).isEmpty());

        // When
        steal(tokens.subList(10, 20), "2001:db9::7");
        first.kill();
        steal(tokens.subList(0, 10), "203.0.113.9");
        start("audit-3");
        broker.stop();
        broker.start();
        steal(tokens.subList(20, 30), "203.0.113.77");
        steal(tokens.subList(10, 20), "2001:db9::7");

        // Then
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).untilAsserted(() -> {
            TopicDump topics = around.kafka().topics();
            assertThat(findings(topics))
                    .containsExactlyInAnyOrderElementsOf(
                            tokens.stream().map(Token::displayName).toList());
            assertThat(topics.announced(AuditEntry.class).stream()
                            .map(envelope -> ((AuditEntry) envelope.payload()).entryId())
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(logged);
        });
    }

    /** A further instance, with stores of its own. */
    private PackagedService start(String title) {
        return around.start(
                "audit",
                title,
                Map.of(
                        "AUDIT_POLL_INTERVAL", "300ms",
                        "PATROL_AUDIT_LONGEST_PAUSE", "2s",
                        "PATROL_DETECTION_ALLOWED_NETWORKS", "192.0.2.0/24"),
                SHORT_SESSIONS);
    }

    private static List<String> findings(TopicDump topics) {
        return topics.announced(TokenCompromised.class).stream()
                .map(envelope -> (TokenCompromised) envelope.payload())
                .filter(finding -> finding.rule().equals("unknown-address"))
                .map(finding -> finding.token().displayName())
                .toList();
    }

    private Token token(int number) {
        return Token.of(
                around.organization(),
                UUID.randomUUID(),
                "deploy-" + number + HOSTILE,
                List.of("vso.code"),
                Instant.now().minus(Duration.ofDays(10)),
                Instant.now().plus(Duration.ofDays(60)),
                false,
                Optional.empty());
    }

    /** Each is used as ever, from nowhere, and from where it must not be. */
    private void steal(List<Token> tokens, String address) {
        for (Token token : tokens) {
            logged.add(use(token, "192.0.2.7"));
            logged.add(use(token, null));
            logged.add(use(token, address));
        }
    }

    private String use(Token token, String address) {
        return around.azure()
                .addAuditEntry(new AuditDraft(
                        around.organization(),
                        "Git.CreateRepo",
                        null,
                        0,
                        HOSTILE,
                        token.authorizationId(),
                        null,
                        address,
                        "git/2.50 " + HOSTILE.repeat(200),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
