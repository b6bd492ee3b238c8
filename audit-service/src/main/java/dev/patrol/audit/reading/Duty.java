package dev.patrol.audit.reading;

import dev.patrol.audit.sight.Obstacles;
import dev.patrol.audit.sight.Sight;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Follows the organizations that the election gives it. Each begins anew from its recorded position, since another instance may
 * have gone on in between, and ends before it is given back.
 */
final class Duty implements Election.Member, ActiveOrganizations {
    private static final Logger LOG = Logger.getLogger(Duty.class);

    private final Collection<String> organizations;
    private final Function<String, AuditPoller> pollers;
    private final Function<String, Sight> sights;
    private final Duration pauseOfBroken;
    private final Map<String, Shift> shifts = new ConcurrentHashMap<>();

    /** @param pollers makes a new one, which knows what the broker knows */
    Duty(
            Collection<String> organizations,
            Function<String, AuditPoller> pollers,
            Function<String, Sight> sights,
            Duration pauseOfBroken) {
        this.organizations = organizations;
        this.pollers = pollers;
        this.sights = sights;
        this.pauseOfBroken = pauseOfBroken;
    }

    @Override
    public boolean isActive(String organization) {
        return shifts.containsKey(organization);
    }

    @Override
    public void follows(Set<String> own) {
        endAllBut(own);
        for (String organization : organizations) {
            if (!own.contains(organization)) {
                sights.apply(organization).followedElsewhere();
            } else if (!isActive(organization)) {
                LOG.infof("This instance follows the audit log of %s from now on", organization);
                Shift shift = new Shift(pollers.apply(organization), pauseOfBroken, organization);
                shifts.put(organization, shift);
                shift.begin();
            }
        }
    }

    @Override
    public void isCutOff(RuntimeException why) {
        endAllBut(Set.of());
        organizations.forEach(organization -> sights.apply(organization).cutOff(Obstacles.of(why), why));
    }

    private void endAllBut(Set<String> own) {
        List<String> others =
                shifts.keySet().stream().filter(name -> !own.contains(name)).toList();
        List<Shift> ending = others.stream().map(shifts::remove).toList();
        ending.forEach(Shift::end);
        others.forEach(name -> LOG.infof("This instance follows the audit log of %s no longer", name));
        try {
            for (Shift shift : ending) {
                shift.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
