package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.audit.detection.memory.Recent;
import dev.patrol.audit.detection.memory.Trait;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Used within minutes from two networks, or by two programs, of which this one is not usual for the token. How far two
 * addresses are apart is taken from their networks: there is no table of places in Patrol.
 */
final class TwoPlaces implements Rule {
    private final String name;
    private final Trait trait;
    private final Function<Sighting, Optional<String>> value;
    private final Function<Recent, String> recentValue;
    private final String words;

    private TwoPlaces(
            String name,
            Trait trait,
            Function<Sighting, Optional<String>> value,
            Function<Recent, String> recentValue,
            String words) {
        this.name = name;
        this.trait = trait;
        this.value = value;
        this.recentValue = recentValue;
        this.words = words;
    }

    static TwoPlaces networks() {
        return new TwoPlaces(
                "two-networks",
                Trait.NETWORK,
                sighting ->
                        sighting.from().map(address -> address.neighbourhood().toString()),
                Recent::network,
                "It was used from %s and from %s within minutes.");
    }

    static TwoPlaces agents() {
        return new TwoPlaces(
                "two-agents",
                Trait.AGENT,
                Sighting::agent,
                Recent::agent,
                "It was used by the programs \"%s\" and \"%s\" within minutes.");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tuning defaults() {
        return Tuning.weak(Severity.MEDIUM).within(Duration.ofMinutes(10));
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.use()) {
            return Optional.empty();
        }
        Optional<String> here = value.apply(sighting);
        if (here.isEmpty() || past.isUsual(trait, here.get(), sighting.time())) {
            return Optional.empty();
        }
        for (Recent recent : past.between(
                sighting.time().minus(tuning.window()), sighting.time().plus(tuning.window()))) {
            String there = recentValue.apply(recent);
            if (!there.isEmpty() && !there.equals(here.get())) {
                return Optional.of(words.formatted(here.get(), there));
            }
        }
        return Optional.empty();
    }
}
