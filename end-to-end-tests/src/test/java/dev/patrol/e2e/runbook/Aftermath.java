package dev.patrol.e2e.runbook;

import dev.patrol.e2e.TopicDump;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.wire.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What came of commands, as the topics tell it. */
record Aftermath(TopicDump topics) {

    List<String> revokedBecauseOf(String command) {
        return becauseOf(command, TokenRevoked.class)
                .map(event -> ((TokenRevoked) event.payload()).token().authorizationId())
                .map(UUID::toString)
                .distinct()
                .toList();
    }

    Instant revokedAt(String token) {
        return topics.announced(TokenRevoked.class).stream()
                .filter(event -> ((TokenRevoked) event.payload())
                        .token()
                        .authorizationId()
                        .toString()
                        .equals(token))
                .map(Envelope::time)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    List<Instant> rotatedBecauseOf(String command) {
        return becauseOf(command, TokenRotated.class)
                .map(Envelope::time)
                .sorted()
                .toList();
    }

    BreakGlassEnded account(String command) {
        return becauseOf(command, BreakGlassEnded.class)
                .map(event -> (BreakGlassEnded) event.payload())
                .findFirst()
                .orElseThrow();
    }

    Stream<Envelope<?>> becauseOf(String command, Class<?> type) {
        return topics.announced(type).stream()
                .filter(event -> event.causationId().equals(Optional.of(command)));
    }

    Instant given(String command) {
        return topics.announced(RevokeToken.class).stream()
                .filter(event -> event.id().equals(command))
                .map(Envelope::time)
                .findFirst()
                .orElseThrow();
    }
}
