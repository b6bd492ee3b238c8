package dev.patrol.audit.detection.memory;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is remembered of a lineage, over all its generations. Everything in it is bounded, and is forgotten by the time of
 * entries, never by a clock, so that reading a day again gives the same.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class Memory implements Past {
    /** As far as rules may look back on single entries. */
    public static final Duration LOOKING_BACK = Duration.ofMinutes(15);

    /** How long single entries are remembered: what comes an hour late meets what it happened beside. */
    private static final Duration RECENT = LOOKING_BACK.plusHours(1);

    /** As many single entries are remembered at most; no rule counts further. */
    public static final int MOST_RECENT = 120;

    private static final int MOST_GENERATIONS = 8;
    private static final int MOST_INCIDENTS = 64;

    private Instant watchedSince;
    private Instant firstSeen;
    private Instant lastSeen;
    private Instant toldUnusedAt;
    private final Map<Trait, Habits> habits = new EnumMap<>(Trait.class);
    private final Map<String, Generation> generations = new HashMap<>();
    private final List<Recent> recent = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final Map<String, Incident> incidents = new HashMap<>();

    /** Whether the entry was looked at before; holds for entries of about the last hour. */
    public boolean hasSeen(Sighting sighting) {
        if (recent.isEmpty()) {
            return false;
        }
        long hash = Recent.hashOf(sighting.entryId());
        for (Recent one : recent) {
            if (one.hash() == hash) {
                return true;
            }
        }
        return false;
    }

    /** Takes in an entry that was judged. */
    public void note(Sighting sighting) {
        watch(sighting.time());
        remember(Recent.of(sighting));
        if (!sighting.use()) {
            return;
        }
        Instant time = sighting.time();
        firstSeen = firstSeen == null || time.isBefore(firstSeen) ? time : firstSeen;
        lastSeen = lastSeen == null || time.isAfter(lastSeen) ? time : lastSeen;
        sighting.from()
                .ifPresent(
                        address -> learn(Trait.NETWORK, address.neighbourhood().toString(), time));
        sighting.agent().ifPresent(agent -> learn(Trait.AGENT, agent, time));
        learn(Trait.ACTION, sighting.actionId(), time);
        update(sighting.authorizationId(), generation -> generation.usedAt(time));
    }

    /** Takes in that somebody looked for the token's use from then on. */
    public void watch(Instant from) {
        watchedSince = watchedSince == null || from.isBefore(watchedSince) ? from : watchedSince;
    }

    public void noteRevoked(String authorizationId, Instant at) {
        update(authorizationId, generation -> generation.revokedAt(at));
    }

    /** @param to its end from then on, where that was said */
    public void noteChanged(String authorizationId, Instant at, Optional<Instant> to) {
        update(authorizationId, generation -> to.map(generation::extendedTo).orElseGet(() -> generation.changedAt(at)));
    }

    public void noteToldUnused(Instant at) {
        toldUnusedAt = at;
    }

    /** Weak and strong signs of an entry. Those that are older than {@code oldest} are forgotten. */
    public void noteSignal(Signal signal, Instant oldest, int most) {
        signals.add(signal);
        signals.removeIf(one -> one.evidence().timestamp().isBefore(oldest));
        while (signals.size() > most) {
            signals.remove(0);
        }
    }

    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** The incident that something at that time belongs to: a late entry may open one before another of its kind. */
    public Optional<Incident> incidentOf(String subject, Instant time, Duration window) {
        return incidents.values().stream()
                .filter(incident -> incident.subject().equals(subject) && incident.covers(time, window))
                .min(Comparator.comparing(
                        incident -> Duration.between(incident.from(), time).abs()));
    }

    /** Keeps an incident, and forgets those that are older than {@code oldest}, and the oldest where there are many. */
    public void keep(Incident incident, Instant oldest) {
        incidents.put(incident.id(), incident);
        incidents
                .values()
                .removeIf(one -> !one.id().equals(incident.id()) && one.from().isBefore(oldest));
        if (incidents.size() > MOST_INCIDENTS) {
            incidents.values().stream()
                    .filter(one -> !one.id().equals(incident.id()))
                    .min(Comparator.comparing(Incident::from))
                    .map(Incident::id)
                    .ifPresent(incidents::remove);
        }
    }

    public Optional<Instant> watchedSince() {
        return Optional.ofNullable(watchedSince);
    }

    public Optional<Instant> toldUnusedAt() {
        return Optional.ofNullable(toldUnusedAt);
    }

    @Override
    public Generation generation(String authorizationId) {
        return generations.getOrDefault(authorizationId, Generation.UNSEEN);
    }

    @Override
    public Optional<Instant> firstSeen() {
        return Optional.ofNullable(firstSeen);
    }

    @Override
    public Optional<Instant> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    @Override
    public boolean isUsual(Trait trait, String value, Instant at) {
        Habits known = habits.get(trait);
        return known != null && known.wasSeenBeforeDayOf(value, at);
    }

    @Override
    public List<Recent> between(Instant from, Instant to) {
        long first = from.toEpochMilli();
        long last = to.toEpochMilli();
        List<Recent> found = new ArrayList<>();
        for (Recent one : recent) {
            if (one.at() >= first && one.at() <= last) {
                found.add(one);
            }
        }
        return found;
    }

    private void learn(Trait trait, String value, Instant time) {
        habits.computeIfAbsent(trait, any -> new Habits()).note(value, time, trait.most());
    }

    private void remember(Recent one) {
        recent.add(one);
        recent.sort(Comparator.comparingLong(Recent::at));
        long newest = recent.get(recent.size() - 1).at();
        recent.removeIf(old -> old.at() < newest - RECENT.toMillis() && old.hash() != one.hash());
        while (recent.size() > MOST_RECENT) {
            recent.remove(0);
        }
    }

    private void update(String authorizationId, UnaryOperator<Generation> change) {
        generations.put(authorizationId, change.apply(generation(authorizationId)));
        if (generations.size() > MOST_GENERATIONS) {
            generations.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(authorizationId))
                    .min(Comparator.comparing(entry -> lastSignOf(entry.getValue())))
                    .map(Map.Entry::getKey)
                    .ifPresent(generations::remove);
        }
    }

    private static Instant lastSignOf(Generation generation) {
        return Stream.of(generation.lastUse(), generation.revokedAt(), generation.extendedTo(), generation.changedAt())
                .filter(time -> time != null)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
