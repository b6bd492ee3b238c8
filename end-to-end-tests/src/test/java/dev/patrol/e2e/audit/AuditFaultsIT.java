package dev.patrol.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.audit.AuditDraft;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFaultsIT {
    private static final int TOKENS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HOSTILE = "<b>\u202e'; drop\u0000 table --\n\ud83d\ude08";

    @TempDir
    private Path folder;

    private final List<String> logged = new ArrayList<>();

    @Test
    void nothingIsLostOrToldTwiceWhileInstancesAndTheBrokerDie() {
        try (AuditSite site = new AuditSite(folder)) {
            // Given
            List<Token> tokens = IntStream.range(0, TOKENS)
                    .mapToObj(number -> token(site, number))
                    .toList();
            tokens.forEach(token -> site.publish(Envelope.first(
                    new TokenObserved(token, TokenState.ACTIVE, true, Instant.now()),
                    URI.create("/patrol/scanner"),
                    Instant.now())));
            Process first = site.startInstance();
            site.startInstance();
            steal(site, tokens.subList(0, 10), "203.0.113.9");
            await().atMost(PATIENCE).until(() -> !findings(site).isEmpty());

            // When
            steal(site, tokens.subList(10, 20), "2001:db9::7");
            site.kill(first);
            steal(site, tokens.subList(0, 10), "203.0.113.9");
            site.startInstance();
            site.restartBroker();
            steal(site, tokens.subList(20, 30), "203.0.113.77");
            steal(site, tokens.subList(10, 20), "2001:db9::7");

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(findings(site))
                    .containsExactlyInAnyOrderElementsOf(
                            tokens.stream().map(Token::displayName).toList()));
            assertThat(site.on(Topic.AUDIT_ENTRIES, AuditEntry.class).stream()
                            .map(AuditEntry::entryId)
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(logged);
        }
    }

    private static List<String> findings(AuditSite site) {
        return site.on(Topic.TOKEN_COMPROMISED, TokenCompromised.class).stream()
                .filter(finding -> finding.rule().equals("unknown-address"))
                .map(finding -> finding.token().displayName())
                .toList();
    }

    private static Token token(AuditSite site, int number) {
        return Token.of(
                site.organization(),
                UUID.randomUUID(),
                "deploy-" + number + HOSTILE,
                List.of("vso.code"),
                Instant.now().minus(Duration.ofDays(10)),
                Instant.now().plus(Duration.ofDays(60)),
                false,
                Optional.empty());
    }

    /** Each is used as ever, from nowhere, and from where it must not be. */
    private void steal(AuditSite site, List<Token> tokens, String address) {
        for (Token token : tokens) {
            logged.add(use(site, token, "192.0.2.7"));
            logged.add(use(site, token, null));
            logged.add(use(site, token, address));
        }
    }

    private static String use(AuditSite site, Token token, String address) {
        return site.azure()
                .addAuditEntry(new AuditDraft(
                        site.organization(),
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
