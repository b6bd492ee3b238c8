package dev.patrol.notifier.quarter;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * 200 tokens over time, and what scanner and rotator say of them: 161 that Patrol rotates, seven each day, nine that people look
 * after, and thirty that live for long.
 */
final class Fleet {
    static final int MANAGED = 161;
    private static final int CYCLE_DAYS = 23;
    private static final Duration MANAGED_LIFE = Duration.ofDays(30);
    private static final Duration THRESHOLD = Duration.ofDays(7);
    private static final Duration OVERLAP = Duration.ofDays(1);
    /** When the tokens that people look after die, in days from the start. */
    private static final int[] BY_HAND = {31, 45, 50, 60, 75, 80, 95, 110, 125};

    private static final int LONG = 30;

    /** One generation of a token; it is replaced once, where Patrol looks after it. */
    private static final class Live {
        private final Token token;
        private final boolean managed;
        private Instant revokeAt;

        Live(Token token, boolean managed) {
            this.token = token;
            this.managed = managed;
        }
    }

    private final List<Live> live = new ArrayList<>();
    private final Instant start;
    private long made;

    Fleet(Instant start) {
        this.start = start;
        for (int number = 0; number < MANAGED; number++) {
            Instant validTo = start.plus(THRESHOLD).plus(Duration.ofDays(number % CYCLE_DAYS));
            live.add(new Live(
                    token("managed-" + number, validTo.minus(MANAGED_LIFE), validTo, "svc@contoso.example"), true));
        }
        for (int number = 0; number < BY_HAND.length; number++) {
            Instant validTo = start.plus(Duration.ofDays(BY_HAND[number]));
            live.add(new Live(
                    token("by-hand-" + number, validTo.minus(Duration.ofDays(180)), validTo, ownerOf(number)), false));
        }
        for (int number = 0; number < LONG; number++) {
            live.add(new Live(
                    token("long-" + number, start, start.plus(Duration.ofDays(365)), "svc@contoso.example"), false));
        }
    }

    /** Of one the address is not known. */
    static String ownerOf(int byHand) {
        return byHand == 2 ? "CONTOSO\\kim" : "owner-" + byHand + "@contoso.example";
    }

    int size() {
        return live.size();
    }

    /** What the scanner says; the same again at every scan. */
    List<Event> scan(Instant now) {
        List<Event> said = new ArrayList<>();
        for (Live one : live) {
            Token token = one.token;
            if (!token.validTo().isAfter(now)) {
                continue;
            }
            int daysLeft = (int) ((Duration.between(now, token.validTo()).toSeconds() + 86_399) / 86_400);
            boolean due = isDue(one, now);
            Duration life = Duration.between(token.validFrom(), token.validTo());
            Milestone.reachedWith(daysLeft)
                    .filter(milestone -> due || life.toDays() >= milestone.days() + 1)
                    .map(milestone -> new TokenExpiring(token, daysLeft, milestone, due, one.managed))
                    .ifPresent(said::add);
        }
        return said;
    }

    private static boolean isDue(Live one, Instant now) {
        return one.managed && Duration.between(now, one.token.validTo()).compareTo(THRESHOLD) <= 0;
    }

    /** What the rotator does then: replaces what is due, and revokes what was replaced a day ago. */
    List<Event> rotate(Instant now) {
        List<Event> said = new ArrayList<>();
        List<Live> successors = new ArrayList<>();
        for (Iterator<Live> all = live.iterator(); all.hasNext(); ) {
            Live one = all.next();
            if (one.revokeAt != null && !one.revokeAt.isAfter(now)) {
                all.remove();
                said.add(TokenRevoked.of(one.token, "Its successor has taken over.", Trigger.EXPIRY, null));
            } else if (one.revokeAt == null && isDue(one, now)) {
                one.revokeAt = now.plus(OVERLAP);
                Live successor =
                        new Live(token(one.token.displayName(), now, now.plus(MANAGED_LIFE), one.token.owner()), true);
                successors.add(successor);
                said.add(new TokenRotated(
                        one.token,
                        successor.token,
                        new SecretVersion(URI.create("https://vault.example"), one.token.secretName(), "v" + made),
                        Trigger.EXPIRY,
                        one.revokeAt));
            }
        }
        live.addAll(successors);
        return said;
    }

    /** Somebody revokes a token by hand. */
    TokenRevoked revoke(String displayName, String requestedBy) {
        Token token = named(displayName);
        live.removeIf(one -> one.token.equals(token));
        return TokenRevoked.of(token, "It is not needed any more.", Trigger.COMMAND, requestedBy);
    }

    Token named(String displayName) {
        return live.stream()
                .map(one -> one.token)
                .filter(token -> token.displayName().equals(displayName))
                .findFirst()
                .orElseThrow();
    }

    private Token token(String displayName, Instant validFrom, Instant validTo, String owner) {
        return Token.of(
                "contoso",
                new UUID(start.toEpochMilli(), made++),
                displayName,
                List.of("vso.code"),
                validFrom,
                validTo,
                false,
                Optional.of(owner));
    }
}
