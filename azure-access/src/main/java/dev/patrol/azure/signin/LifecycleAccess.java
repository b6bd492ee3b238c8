package dev.patrol.azure.signin;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.service.health.FewOfMany;
import dev.patrol.signin.LifecycleCheck;
import dev.patrol.signin.SignIn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Asks at the start whether each organization is there and its PAT lifecycle API takes this kind of credential, and says so if
 * not, instead of failing call by call. Asked again until it does. Not ready while some refuse it and none is seen to take it;
 * else that is told. Only in services that manage tokens.
 */
@Readiness
@ApplicationScoped
class LifecycleAccess implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(LifecycleAccess.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Instance<Organizations> organizations;
    private final Credentials credentials;
    private final boolean managesTokens;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread checking = new Thread(work, "lifecycle-access");
        checking.setDaemon(true);
        return checking;
    });

    LifecycleAccess(
            Instance<Organizations> organizations,
            Credentials credentials,
            @ConfigProperty(name = SignInCheck.MANAGES_TOKENS, defaultValue = "false") boolean managesTokens) {
        this.organizations = organizations;
        this.credentials = credentials;
        this.managesTokens = managesTokens;
    }

    void onStart(@Observes StartupEvent start) {
        if (managesTokens) {
            thread.scheduleWithFixedDelay(this::look, 0, AGAIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        return answer(refusals, taken.size());
    }

    /** @param taken organizations that were seen to take it */
    static HealthCheckResponse answer(Map<String, String> refusals, int taken) {
        SortedMap<String, String> told = new TreeMap<>(refusals);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Kind of credential");
        FewOfMany.tell(answer, told);
        return answer.status(told.isEmpty() || taken > 0).build();
    }

    private void look() {
        try {
            organizations.get().names().stream()
                    .filter(name -> !taken.contains(name))
                    .forEach(this::look);
        } catch (RuntimeException e) {
            LOG.error("Whether this kind of credential is taken can't be found out", e);
        }
    }

    private void look(String organization) {
        SignIn signIn = credentials.signInOf(organization);
        try {
            LifecycleCheck.refusal(
                            signIn.way(),
                            organizations.get().client(organization).orElseThrow(),
                            organization)
                    .ifPresentOrElse(refusal -> note(organization, refusal), () -> {
                        refusals.remove(organization);
                        taken.add(organization);
                    });
        } catch (NotFound none) {
            note(
                    organization,
                    "The organization " + organization + " is not found. Check AZURE_DEVOPS_ORG and AZURE_DEVOPS_URL. "
                            + none.getMessage());
        } catch (AzureDevOpsException saysNothingOfTheCredential) {
            LOG.debugf(
                    "Not known yet whether this kind of credential is taken: %s",
                    saysNothingOfTheCredential.getMessage());
        }
    }

    private void note(String organization, String refusal) {
        if (!refusal.equals(refusals.put(organization, refusal))) {
            LOG.error(refusal);
        }
    }
}
