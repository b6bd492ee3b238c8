package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A governor for each organization, so that the limit of one does not slow another. Safe for use by several threads. */
public final class Governors {
    /** The governor of the organization that was asked least recently is forgotten beyond this. */
    static final int MOST = 500;

    private final Pacing pacing;
    private final Duration patience;
    private final Time time;
    private final Map<String, Governor> byOrganization = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Governor> eldest) {
            return size() > MOST;
        }
    };

    /** @param patience how long a call may wait for its turn, all its repetitions together; with zero none waits */
    public Governors(Pacing pacing, Duration patience, Time time) {
        this.pacing = pacing;
        this.patience = patience;
        this.time = time;
    }

    /** @param organization in upper or lower case, as Azure DevOps takes it */
    public synchronized Governor of(String organization) {
        return byOrganization.computeIfAbsent(
                organization.toLowerCase(Locale.ROOT), name -> new Governor(pacing, patience, time));
    }

    /** All governors as they are now, by organization in lower case. */
    public synchronized Map<String, GovernorState> states() {
        Map<String, GovernorState> states = new LinkedHashMap<>();
        byOrganization.forEach((organization, governor) -> states.put(organization, governor.state()));
        return states;
    }
}
