package dev.patrol.rotator.reconciliation;

import dev.patrol.rotator.revocation.Deaths;
import dev.patrol.secrets.ManagedSecret;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.StaysDead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes into the tags of one organization's secrets which of their tokens are not to be issued anew by themselves: the topics
 * forget it, and a restore years later must not bring back what was compromised. Used by one thread at a time.
 */
final class DeathsInspection {
    private static final Logger LOG = Logger.getLogger(DeathsInspection.class);
    /** Far more than clocks differ, and than a record is on its way. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SecretStore secrets;
    private final Deaths deaths;
    private final Clock clock;
    private final String organization;
    /** When the last look began that came to its end. */
    private Optional<Instant> looked = Optional.empty();

    DeathsInspection(SecretStore secrets, Deaths deaths, Clock clock, String organization) {
        this.secrets = secrets;
        this.deaths = deaths;
        this.clock = clock;
        this.organization = organization;
    }

    /** The first time by all that the topics have, and then by what is new. */
    void look() {
        Instant begun = clock.instant();
        Map<StaysDead, Set<UUID>> dead = new EnumMap<>(StaysDead.class);
        for (StaysDead why : StaysDead.values()) {
            dead.put(why, looked.map(last -> deaths.of(why, last.minus(MARGIN))).orElseGet(() -> deaths.of(why)));
        }
        if (dead.values().stream().anyMatch(ids -> !ids.isEmpty())) {
            List<ManagedSecret> managed = new ArrayList<>();
            secrets.forEachManaged(organization, managed::add);
            managed.forEach(secret -> dead.forEach((why, ids) -> tag(secret, why, ids)));
        }
        looked = Optional.of(begun);
    }

    private void tag(ManagedSecret secret, StaysDead why, Set<UUID> dead) {
        Optional<UUID> holder = secret.authorizationId().filter(dead::contains);
        if (holder.isPresent() && !secret.staysDead().contains(why)) {
            secrets.keepDead(secret.name(), holder.get(), why);
            LOG.infof("The secret %s says now that its token stays dead (%s)", secret.name(), why);
        }
    }
}
