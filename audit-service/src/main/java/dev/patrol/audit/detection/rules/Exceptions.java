package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Network;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a rule is not asked about. */
record Exceptions(List<Glob> tokens, List<Glob> users, List<Network> networks) {
    static final Exceptions NONE = new Exceptions(List.of(), List.of(), List.of());

    boolean cover(Sighting sighting) {
        return this != NONE && matchesAny(sighting);
    }

    private boolean matchesAny(Sighting sighting) {
        return matches(tokens, Stream.ofNullable(sighting.token()).map(token -> token.displayName()))
                || matches(
                        users, Stream.of(sighting.actor(), sighting.actorId()).filter(Objects::nonNull))
                || sighting.from()
                        .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                        .isPresent();
    }

    private static boolean matches(List<Glob> patterns, Stream<String> names) {
        return !patterns.isEmpty() && names.anyMatch(name -> patterns.stream().anyMatch(glob -> glob.matches(name)));
    }
}
