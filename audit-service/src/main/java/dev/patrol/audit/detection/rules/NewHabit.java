package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.audit.detection.memory.Trait;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that the lineage never did before. It says nothing until the lineage was seen for the learning period, so that a
 * token's first days are no alarm; and since it is the lineage that is remembered, a rotation is no first day.
 */
final class NewHabit implements Rule {
    private static final Duration LEARNING = Duration.ofDays(14);

    private final String name;
    private final boolean enabled;
    private final Trait trait;
    private final Function<Sighting, Optional<String>> value;
    private final String words;

    private NewHabit(
            String name, boolean enabled, Trait trait, Function<Sighting, Optional<String>> value, String words) {
        this.name = name;
        this.enabled = enabled;
        this.trait = trait;
        this.value = value;
        this.words = words;
    }

    static NewHabit network() {
        return new NewHabit(
                "new-network",
                false,
                Trait.NETWORK,
                sighting ->
                        sighting.from().map(address -> address.neighbourhood().toString()),
                "It was used from %s, where it was never used before.");
    }

    static NewHabit action() {
        return new NewHabit(
                "new-action",
                true,
                Trait.ACTION,
                sighting -> Optional.of(sighting.actionId()).filter(action -> !action.isEmpty()),
                "It did %s, which it never did before.");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tuning defaults() {
        Tuning tuning = Tuning.weak(Severity.LOW).within(LEARNING);
        return enabled ? tuning : tuning.switchedOff();
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        boolean learned = past.firstSeen()
                .filter(first -> !first.plus(tuning.window()).isAfter(sighting.time()))
                .isPresent();
        if (!sighting.use() || !learned) {
            return Optional.empty();
        }
        return value.apply(sighting)
                .filter(now -> !past.isUsual(trait, now, sighting.time()))
                .map(words::formatted);
    }
}
