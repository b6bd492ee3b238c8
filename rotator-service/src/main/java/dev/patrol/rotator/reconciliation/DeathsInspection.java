package dev.patrol.rotator.reconciliation;

import dev.patrol.rotator.revocation.Deaths;
import dev.patrol.secrets.ManagedSecret;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.StaysDead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    /** Far more than clocks differ, than a record is on its way, and than secrets were read before. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SecretStore secrets;
    private final Deaths deaths;
    private final Clock clock;
    /** When the last look began that came to its end. */
    private Optional<Instant> looked = Optional.empty();

    DeathsInspection(SecretStore secrets, Deaths deaths, Clock clock) {
        this.secrets = secrets;
        this.deaths = deaths;
        this.clock = clock;
    }

    /**
     * The first time by all that the topics have, and then by what is new.
     *
     * @param managed the secrets, as they were a while ago; one that holds another token by now is not touched
     */
    void look(List<ManagedSecret> managed) {
        Instant begun = clock.instant();
        Map<StaysDead, Set<UUID>> dead = new EnumMap<>(StaysDead.class);
        for (StaysDead why : StaysDead.values()) {
            dead.put(why, looked.map(last -> deaths.of(why, last.minus(MARGIN))).orElseGet(() -> deaths.of(why)));
        }
        managed.forEach(secret -> dead.forEach((why, ids) -> tag(secret, why, ids)));
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
