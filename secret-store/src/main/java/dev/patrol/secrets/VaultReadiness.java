package dev.patrol.secrets;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.patrol.service.health.FewOfMany;
import dev.patrol.service.health.Reachability;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import reactor.core.publisher.Mono;

/**
 * Ready while a vault that was called answers, whatever it says: by what every call came to, and by a request without
 * credential where nobody has called for a while. One of several that does not is told.
 */
@Readiness
@Default
@ApplicationScoped
class VaultReadiness implements HealthCheck, HttpPipelinePolicy {
    private static final Logger LOG = Logger.getLogger(VaultReadiness.class);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Map<URI, Reachability> vaults = new ConcurrentHashMap<>();
    private final KeyVaultSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread asking = new Thread(work, "vault-readiness");
        asking.setDaemon(true);
        return asking;
    });
    private HttpClient http;

    VaultReadiness(KeyVaultSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        thread.scheduleWithFixedDelay(this::look, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdownNow();
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
        Reachability vault = of(call);
        try {
            HttpResponse response = next.processSync();
            hear(vault, response.getStatusCode());
            return response;
        } catch (RuntimeException failure) {
            vault.failed("no answer came");
            throw failure;
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        Reachability vault = of(call);
        return next.process()
                .doOnNext(response -> hear(vault, response.getStatusCode()))
                .doOnError(failure -> vault.failed("no answer came"));
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public HealthCheckResponse call() {
        return answer(Map.copyOf(vaults));
    }

    static HealthCheckResponse answer(Map<URI, Reachability> called) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Key Vault");
        SortedMap<String, String> troubles = new TreeMap<>();
        called.forEach((vault, reached) -> reached.trouble()
                .ifPresent(found -> troubles.put(
                        vault.getAuthority(),
                        "The vault has not answered since " + found.since() + " (" + found.how() + ").")));
        FewOfMany.tell(answer, troubles);
        if (!troubles.isEmpty()) {
            answer.withData(
                    "remedy",
                    "Look at the vault, its firewall and the network to it, and at KEY_VAULT_URL. What is under way is"
                            + " tried again; nothing is lost.");
        }
        return answer.status(troubles.isEmpty() || troubles.size() < called.size())
                .build();
    }

    private Reachability of(HttpPipelineCallContext call) {
        URI address = URI.create(call.getHttpRequest().getUrl().toString()).resolve("/");
        return vaults.computeIfAbsent(address, any -> new Reachability(clock));
    }

    private static void hear(Reachability vault, int status) {
        if (status >= FIRST_SERVER_ERROR) {
            vault.failed("it answered " + status);
        } else {
            vault.answered();
        }
    }

    private void look() {
        try {
            for (Map.Entry<URI, Reachability> vault : vaults.entrySet()) {
                if (vault.getValue().isInDoubt(SILENCE)) {
                    ask(vault.getKey(), vault.getValue());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            LOG.debug("The vault could not be looked at", e);
        }
    }

    private void ask(URI address, Reachability vault) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(settings.timeout())
                .method("HEAD", BodyPublishers.noBody())
                .build();
        try {
            hear(vault, http().send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            vault.failed("no answer came");
        }
    }

    private HttpClient http() {
        if (http == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .connectTimeout(settings.timeout())
                    .followRedirects(HttpClient.Redirect.NEVER);
            settings.caFile().ifPresent(file -> builder.sslContext(VaultTls.trusting(file)));
            http = builder.build();
        }
        return http;
    }
}
