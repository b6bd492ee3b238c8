package dev.patrol.rotator.tokens;

import dev.patrol.azuredevops.PersonalAccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which tokens can be used. Azure DevOps describes a revoked token like a live one when it is asked for by its id; only the
 * list of active tokens tells. One list answers everybody whom it is new enough for, so that many rotations don't read it
 * once each.
 */
final class LiveTokens {
    private final Supplier<List<PersonalAccessToken>> list;
    private final Clock clock;
    private volatile Snapshot latest = new Snapshot(Instant.MIN, Duration.ZERO, Map.of(), Map.of());

    /** @param list reads all active tokens */
    LiveTokens(Supplier<List<PersonalAccessToken>> list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    /** A token, if it was alive at some moment after the one given. */
    Optional<PersonalAccessToken> find(UUID authorizationId, Instant since) {
        return Optional.ofNullable(snapshot(since).byId().get(authorizationId));
    }

    /** Every token that was alive at some moment after the one given. */
    Collection<PersonalAccessToken> all(Instant since) {
        return snapshot(since).byId().values();
    }

    /** Every token of exactly this display name that was alive at some moment after the one given. */
    List<PersonalAccessToken> named(String displayName, Instant since) {
        return snapshot(since).byName().getOrDefault(displayName, List.of());
    }

    /** How long the latest list took to read. */
    Duration timeToRead() {
        return latest.timeToRead();
    }

    /** Who can do with the latest list does not wait for the next one. */
    private Snapshot snapshot(Instant since) {
        Snapshot known = latest;
        return known.begunAt().isBefore(since) ? read(since) : known;
    }

    private synchronized Snapshot read(Instant since) {
        if (latest.begunAt().isBefore(since)) {
            Instant begunAt = clock.instant();
            List<PersonalAccessToken> active = list.get();
            latest = new Snapshot(
                    begunAt,
                    Duration.between(begunAt, clock.instant()),
                    active.stream()
                            .collect(Collectors.toMap(PersonalAccessToken::authorizationId, Function.identity())),
                    active.stream().collect(Collectors.groupingBy(PersonalAccessToken::displayName)));
        }
        return latest;
    }

    private record Snapshot(
            Instant begunAt,
            Duration timeToRead,
            Map<UUID, PersonalAccessToken> byId,
            Map<String, List<PersonalAccessToken>> byName) {}
}
