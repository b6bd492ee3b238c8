package dev.patrol.azure;

import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.Exchanges;
import dev.patrol.service.health.FewOfMany;
import dev.patrol.service.health.Reachability;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while Azure DevOps answers, whatever it says: by what every call came to, and by one that asks for nothing where nobody
 * has called for a while. Where only some of several organizations are not answered, that is told, and no instance is out of
 * work for it.
 */
@Readiness
@Default
@ApplicationScoped
class AzureReadiness implements HealthCheck, Exchanges {
    private static final Logger LOG = Logger.getLogger(AzureReadiness.class);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

    private final Places places;
    private final Supplier<Organizations> organizations;
    private final Duration silence;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread asking = new Thread(work, "azure-readiness");
        asking.setDaemon(true);
        return asking;
    });

    @Inject
    AzureReadiness(
            Instance<Organizations> organizations,
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            ReachabilitySettings settings,
            Clock clock) {
        this(organizations::get, hosts(OrganizationAccess.all(azure, signIn)), settings.silence(), clock);
    }

    /** @param hosts where each organization can be asked */
    AzureReadiness(Supplier<Organizations> organizations, Map<String, String> hosts, Duration silence, Clock clock) {
        this.organizations = organizations;
        this.silence = silence;
        this.places = new Places(hosts, silence, clock);
    }

    private static Map<String, String> hosts(List<OrganizationAccess> organizations) {
        return organizations.stream().collect(Collectors.toMap(OrganizationAccess::name, access -> access.url()
                .getAuthority()));
    }

    void onStart(@Observes StartupEvent start) {
        Duration tick = silence.compareTo(LONGEST_TICK) < 0 ? silence : LONGEST_TICK;
        thread.scheduleWithFixedDelay(this::look, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdownNow();
    }

    @Override
    public Exchange begun(String method, URI address, String organization) {
        Reachability place = places.at(organization, address.getAuthority());
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
        places.forgetOld();
        SortedMap<String, String> troubles = new TreeMap<>();
        places.troubles()
                .forEach((place, trouble) -> troubles.put(
                        place, "Azure DevOps has not answered since " + trouble.since() + " (" + trouble.how() + ")."));
        FewOfMany.tell(answer, troubles);
        if (!troubles.isEmpty()) {
            answer.withData(
                    "remedy",
                    "See https://status.dev.azure.com, and look at the network, the proxy and AZURE_DEVOPS_URL. What is due is"
                            + " done when Azure DevOps is back; nothing is lost.");
        }
        return answer.status(!places.isAnyAway()).build();
    }

    void look() {
        try {
            places.hosts().forEach(this::look);
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            LOG.debug("Azure DevOps could not be looked at", e);
        }
    }

    private void look(String host) {
        places.silent(host).ifPresent(organization -> ask(organization, host));
        for (String organization : places.failing(host)) {
            if (!ask(organization, host)) {
                // Maybe it is the host, and a thousand others would be asked for nothing.
                return;
            }
        }
    }

    /** Returns whether it is answered. */
    private boolean ask(String organization, String host) {
        places.asked(organization);
        try {
            organizations.get().client(organization).orElseThrow().callerId(organization);
        } catch (AzureDevOpsException e) {
            // What it says of the organization's place was heard.
            LOG.debugf("Asked whether Azure DevOps answers: %s", e.getMessage());
        }
        return !places.hasFailed(organization, host);
    }
}
