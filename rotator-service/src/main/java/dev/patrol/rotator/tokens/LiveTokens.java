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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which tokens can be used. Azure DevOps describes a revoked token like a live one when it is asked for by its id; only the
 * list of active tokens tells. One list answers everybody whom it is new enough for, so that many rotations don't read it
 * once each.
 */
final class LiveTokens {
    private static final Snapshot NONE = new Snapshot(Instant.MIN, Duration.ZERO, Map.of(), Map.of());

    private final Supplier<List<PersonalAccessToken>> list;
    private final Clock clock;
    private final Consumer<Runnable> background;
    private final UnaryOperator<Duration> refreshedAt;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Snapshot latest = NONE;

    /**
     * @param list reads all active tokens
     * @param background reads a list ahead; what fails there is read again by whoever needs it
     * @param refreshedAt at what age a list that is used is read ahead, by the time that it took to read
     */
    LiveTokens(
            Supplier<List<PersonalAccessToken>> list,
            Clock clock,
            Consumer<Runnable> background,
            UnaryOperator<Duration> refreshedAt) {
        this.list = list;
        this.clock = clock;
        this.background = background;
        this.refreshedAt = refreshedAt;
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
        if (known.begunAt().isBefore(since)) {
            return read(since);
        }
        refreshAhead(known);
        return known;
    }

    /** So that many who use the same list don't all come to wait for the next one at the same moment. */
    private void refreshAhead(Snapshot known) {
        Instant now = clock.instant();
        boolean isOld = known != NONE
                && known.begunAt().plus(refreshedAt.apply(known.timeToRead())).isBefore(now);
        if (isOld && refreshing.compareAndSet(false, true)) {
            background.accept(() -> {
                try {
                    read(now);
                } finally {
                    refreshing.set(false);
                }
            });
        }
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
