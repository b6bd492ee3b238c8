package dev.patrol.local.demo;

import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.events.Happening;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was read from the topics so far; a repeat counts once. Safe for use by several threads. */
final class Chronicle {
    private final Map<String, Happening> happenings = new ConcurrentHashMap<>();
    private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

    void add(Happening happening) {
        happenings.putIfAbsent(happening.eventId(), happening);
    }

    void add(DeadLetter letter) {
        deadLetters.add(letter);
    }

    /** The events of one token of which somebody is told. */
    List<Happening> concerning(UUID authorizationId) {
        return happenings.values().stream()
                .filter(happening -> concerned(happening.payload())
                        .filter(authorizationId::equals)
                        .isPresent())
                .toList();
    }

    int count(Class<? extends Payload> type) {
        return count(happenings.values().stream().toList(), type);
    }

    List<DeadLetter> deadLetters() {
        return new ArrayList<>(deadLetters);
    }

    static int count(List<Happening> happenings, Class<? extends Payload> type) {
        return (int) happenings.stream()
                .filter(happening -> type.isInstance(happening.payload()))
                .count();
    }

    static Optional<Happening> first(List<Happening> happenings, Class<? extends Payload> type) {
        return happenings.stream()
                .filter(happening -> type.isInstance(happening.payload()))
                .findFirst();
    }

    private static Optional<UUID> concerned(Payload payload) {
        if (payload instanceof TokenExpiring expiring) {
            return Optional.of(expiring.token().authorizationId());
        }
        if (payload instanceof TokenRotated rotated) {
            return Optional.of(rotated.previous().authorizationId());
        }
        if (payload instanceof TokenRevoked revoked) {
            return Optional.of(revoked.token().authorizationId());
        }
        if (payload instanceof TokenCompromised compromised) {
            return Optional.ofNullable(compromised.token()).map(Token::authorizationId);
        }
        if (payload instanceof RotationFailed failed) {
            return Optional.of(failed.token().authorizationId());
        }
        if (payload instanceof PolicyViolated violated && violated.token() != null) {
            return Optional.of(violated.token().authorizationId());
        }
        return Optional.empty();
    }
}
