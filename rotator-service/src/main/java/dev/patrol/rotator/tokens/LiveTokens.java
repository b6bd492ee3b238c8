package dev.patrol.rotator.tokens;

import dev.patrol.azuredevops.PersonalAccessToken;
import java.time.Clock;
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
 * list of active tokens tells. One list answers everybody who waits for one, so that many rotations at once don't read it
 * once each.
 */
final class LiveTokens {
    private final Supplier<List<PersonalAccessToken>> list;
    private final Clock clock;
    private Snapshot latest = new Snapshot(Instant.MIN, Map.of());

    /** @param list reads all active tokens */
    LiveTokens(Supplier<List<PersonalAccessToken>> list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    /** A token, if it was alive at some moment after this call. */
    Optional<PersonalAccessToken> find(UUID authorizationId) {
        return Optional.ofNullable(since(clock.instant()).byId().get(authorizationId));
    }

    /** Every token that was alive at some moment after this call. */
    Collection<PersonalAccessToken> all() {
        return since(clock.instant()).byId().values();
    }

    /** Every token of exactly this display name that was alive at some moment after this call. */
    List<PersonalAccessToken> named(String displayName) {
        return since(clock.instant()).byId().values().stream()
                .filter(token -> token.displayName().equals(displayName))
                .toList();
    }

    private synchronized Snapshot since(Instant asked) {
        if (latest.begunAt().isBefore(asked)) {
            Instant begunAt = clock.instant();
            latest = new Snapshot(
                    begunAt,
                    list.get().stream()
                            .collect(Collectors.toMap(PersonalAccessToken::authorizationId, Function.identity())));
        }
        return latest;
    }

    private record Snapshot(Instant begunAt, Map<UUID, PersonalAccessToken> byId) {}
}
