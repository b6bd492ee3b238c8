package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues opaque bearer tokens and knows which resource each is good for. Their life is measured by the system clock,
 * since that is what the clients' libraries go by.
 */
public final class BearerTokens {

    private static final int PURGE_ABOVE = 10_000;

    private record Issued(Subject subject, String resource, Instant expires) {}

    /**
     * A token as it is handed out.
     *
     * @param expires when it stops being accepted
     */
    public record Bearer(Credential value, Instant expires) {}

    private final Map<Credential, Issued> issued = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration life;

    public BearerTokens(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    public Bearer issue(Subject subject, String resource) {
        Instant now = clock.instant();
        if (issued.size() > PURGE_ABOVE) {
            issued.values().removeIf(token -> !now.isBefore(token.expires()));
        }
        Credential value = IssuedValue.of("bearer");
        Instant expires = now.plus(life);
        issued.put(value, new Issued(subject, canonical(resource), expires));
        return new Bearer(value, expires);
    }

    /** Whom a token stands for, if it was issued for the resource and is still good. */
    public Optional<Subject> find(Credential value, String resource) {
        return Optional.ofNullable(issued.get(value))
                .filter(token -> token.resource().equals(canonical(resource)))
                .filter(token -> clock.instant().isBefore(token.expires()))
                .map(Issued::subject);
    }

    /** Forgets every token, as if all had expired. */
    public void revokeAll() {
        issued.clear();
    }

    private static String canonical(String resource) {
        String lower = resource.trim().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
