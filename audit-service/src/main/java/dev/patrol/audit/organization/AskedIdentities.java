package dev.patrol.audit.organization;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks each organization who the caller is: at the start, and again every day, since a person may have signed in as somebody
 * else. What is known is kept while it can't be asked.
 */
@ApplicationScoped
class AskedIdentities implements OwnIdentities {
    private static final Logger LOG = Logger.getLogger(AskedIdentities.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Organizations organizations;
    private final Duration firstPause;
    private final Duration longestPause;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "own-identities"));

    /** For the container. */
    @Inject
    AskedIdentities(Organizations organizations) {
        this(organizations, Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /** @param firstPause after a failure; doubled with each in a row up to {@code longestPause} */
    AskedIdentities(Organizations organizations, Duration firstPause, Duration longestPause) {
        this.organizations = organizations;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    @Override
    public Optional<String> actorIdOf(String organization) {
        return Optional.ofNullable(ids.get(organization.toLowerCase(Locale.ROOT)));
    }

    void onStart(@Observes StartupEvent start) {
        begin();
    }

    void onStop(@Observes ShutdownEvent stop) {
        end();
    }

    void begin() {
        organizations.names().forEach(name -> askAfter(Duration.ZERO, name, firstPause));
    }

    void end() {
        thread.shutdownNow();
    }

    private void askAfter(Duration pause, String organization, Duration pauseIfItFails) {
        try {
            thread.schedule(() -> ask(organization, pauseIfItFails), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Not asked again: the service stops");
        }
    }

    private void ask(String organization, Duration pauseIfItFails) {
        try {
            String id = organizations.client(organization).orElseThrow().callerId(organization);
            ids.put(organization, id.toLowerCase(Locale.ROOT));
            askAfter(DAY, organization, firstPause);
        } catch (AzureDevOpsException failure) {
            LOG.infof(
                    "It is not known who Patrol is in %s; it is asked again in %s: %s",
                    organization, pauseIfItFails, failure.getMessage());
            Duration doubled = pauseIfItFails.multipliedBy(2);
            askAfter(pauseIfItFails, organization, doubled.compareTo(longestPause) < 0 ? doubled : longestPause);
        }
    }
}
