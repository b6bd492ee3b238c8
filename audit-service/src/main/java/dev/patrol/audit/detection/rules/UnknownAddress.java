package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Address;
import dev.patrol.audit.detection.Network;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Used from outside the networks that were allowed. Without any allowed network it says nothing, nor of an entry without
 * address: the log leaves it out now and then.
 */
final class UnknownAddress implements Rule {
    private final AllowedNetworks allowed;

    UnknownAddress(AllowedNetworks allowed) {
        this.allowed = allowed;
    }

    @Override
    public String name() {
        return "unknown-address";
    }

    @Override
    public Tuning defaults() {
        return Tuning.strong(Severity.HIGH, Response.ROTATE);
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.use() || sighting.address() == null) {
            return Optional.empty();
        }
        List<Network> networks = allowed.of(sighting);
        Address from = sighting.address();
        boolean allowedFrom = networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(from));
        return allowedFrom
                ? Optional.empty()
                : Optional.of("It was used from " + from + ", which is in none of the allowed networks.");
    }
}
