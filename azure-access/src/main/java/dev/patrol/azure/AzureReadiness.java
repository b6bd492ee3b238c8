package dev.patrol.azure;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.Exchanges;
import dev.patrol.service.health.Reachability;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while Azure DevOps answers, whatever it says: by what every call came to, and by one that asks for nothing where nobody
 * has called for a while.
 */
@Readiness
@Default
@ApplicationScoped
class AzureReadiness implements HealthCheck, Exchanges {
    private static final Logger LOG = Logger.getLogger(AzureReadiness.class);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(5);
    /** Where only another instance asks by now, what was heard here says nothing. */
    private static final Duration OUT_OF_DATE = Duration.ofMinutes(30);

    private final Map<Place, Reachability> places = new ConcurrentHashMap<>();
    private final Map<String, Reachability> services = new ConcurrentHashMap<>();
    private final Instance<Organizations> organizations;
    private final Duration silence;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread asking = new Thread(work, "azure-readiness");
        asking.setDaemon(true);
        return asking;
    });

    AzureReadiness(Instance<Organizations> organizations, ReachabilitySettings settings, Clock clock) {
        this.organizations = organizations;
        this.silence = settings.silence();
        this.clock = clock;
    }

    /** The token and the audit API of an organization are at different places. */
    private record Place(String organization, String host) {}

    void onStart(@Observes StartupEvent start) {
        Duration tick = silence.compareTo(LONGEST_TICK) < 0 ? silence : LONGEST_TICK;
        thread.scheduleWithFixedDelay(this::look, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdownNow();
    }

    @Override
    public Exchange begun(String method, URI address, String organization) {
        Reachability place =
                places.computeIfAbsent(new Place(organization, address.getAuthority()), any -> new Reachability(clock));
        return new Exchange() {
            @Override
            public void answered(int status) {
                if (status >= FIRST_SERVER_ERROR) {
                    place.failed("it answered " + status);
                } else {
                    place.answered();
                }
            }

            @Override
            public void failed(AzureDevOpsException failure) {
                place.failed("no answer came");
            }
        };
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Azure DevOps");
        places.values().removeIf(place -> place.isSilentFor(OUT_OF_DATE));
        boolean ready = true;
        for (Map.Entry<Place, Reachability> one : places.entrySet()) {
            Place place = one.getKey();
            var trouble = one.getValue().trouble();
            ready &= trouble.isEmpty();
            trouble.ifPresent(found -> answer.withData(
                    place.organization() + " at " + place.host(),
                    "Azure DevOps has not answered since " + found.since() + " (" + found.how() + ")."));
        }
        if (!ready) {
            answer.withData(
                    "remedy",
                    "See https://status.dev.azure.com, and look at the network, the proxy and AZURE_DEVOPS_URL. What is due is"
                            + " done when Azure DevOps is back; nothing is lost.");
        }
        return answer.status(ready).build();
    }

    private void look() {
        try {
            organizations.get().names().stream().filter(this::isInDoubt).forEach(this::ask);
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            LOG.debug("Azure DevOps could not be looked at", e);
        }
    }

    /** Whether one of its places is, or nobody has called it yet. */
    private boolean isInDoubt(String organization) {
        var own = places.entrySet().stream()
                .filter(place -> place.getKey().organization().equals(organization))
                .map(Map.Entry::getValue)
                .toList();
        return own.isEmpty()
                ? services.computeIfAbsent(organization, any -> new Reachability(clock))
                        .isInDoubt(silence)
                : own.stream().anyMatch(place -> place.isInDoubt(silence));
    }

    private void ask(String organization) {
        try {
            organizations.get().client(organization).orElseThrow().callerId(organization);
        } catch (AzureDevOpsException e) {
            // What it says of the organization's place was heard.
            LOG.debugf("Asked whether Azure DevOps answers: %s", e.getMessage());
        }
    }
}
