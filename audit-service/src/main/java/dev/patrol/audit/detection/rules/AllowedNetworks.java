package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Network;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.service.text.Glob;
import java.util.List;

/**
 * Where tokens may be used.
 *
 * @param everywhere for tokens that no line of its own names
 */
record AllowedNetworks(List<Network> everywhere, List<OfTokens> ofTokens) {
    record OfTokens(Glob name, List<Network> networks) {}

    /** The networks of all lines that name the token, or those for everybody. */
    List<Network> of(Sighting sighting) {
        List<Network> own = ofTokens.stream()
                .filter(line -> sighting.token() != null
                        && line.name().matches(sighting.token().displayName()))
                .flatMap(line -> line.networks().stream())
                .toList();
        return own.isEmpty() ? everywhere : own;
    }
}
