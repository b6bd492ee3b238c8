package dev.patrol.rotator.reconciliation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.rotator.revocation.Deaths;
import dev.patrol.rotator.rotation.LineageLocks;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.ManagedSecret;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Compares tokens and secrets at start and then regularly, the organizations side by side. Each store is listed once for all of
 * its organizations; what it can't be listed for, each of them hears.
 */
@ApplicationScoped
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final Map<SecretStore, List<Inspections>> organizations;
    private final ManagedExecutor executor;

    Reconciliation(
            TokenApis tokens,
            Vaults vaults,
            Ledger ledger,
            LineageLocks locks,
            Publisher publisher,
            RevocationMeters meters,
            Clock clock,
            ReconciliationSettings settings,
            Deaths deaths,
            ManagedExecutor executor) {
        this.executor = executor;
        this.organizations = tokens.all().stream()
                .map(api -> {
                    String name = api.organization();
                    SecretStore secrets = vaults.of(name);
                    Revocations revocations = new Revocations(api, publisher, meters, clock);
                    return new Inspections(
                            api,
                            secrets,
                            new SecretsInspection(
                                    api, secrets, ledger, locks, publisher, revocations, clock, name, settings),
                            new LeftoversInspection(api, secrets, ledger, locks, revocations, clock, name, settings),
                            new DeathsInspection(secrets, deaths, clock),
                            revocations);
                })
                .collect(Collectors.groupingBy(Inspections::store));
    }

    @Scheduled(
            every = "{patrol.reconciliation.every}",
            delayed = "{patrol.reconciliation.first}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        CompletableFuture.allOf(organizations.entrySet().stream()
                        .flatMap(store -> looks(store.getKey(), store.getValue()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** No thread waits for the list but the one that reads it. */
    private Stream<CompletableFuture<Void>> looks(SecretStore store, List<Inspections> sharing) {
        CompletableFuture<Map<String, List<ManagedSecret>>> listed =
                CompletableFuture.supplyAsync(() -> list(store, sharing), executor);
        return sharing.stream().map(organization -> listed.handle((secrets, failure) -> secrets)
                .thenRunAsync(() -> look(organization, listed), executor));
    }

    private static Map<String, List<ManagedSecret>> list(SecretStore store, List<Inspections> sharing) {
        Map<String, List<ManagedSecret>> byOrganization = new HashMap<>();
        sharing.forEach(one -> byOrganization.put(one.tokens().organization(), new ArrayList<>()));
        store.forEachManaged(secret ->
                Optional.ofNullable(byOrganization.get(secret.organization())).ifPresent(own -> own.add(secret)));
        return byOrganization;
    }

    private static void look(Inspections organization, CompletableFuture<Map<String, List<ManagedSecret>>> listed) {
        try {
            List<ManagedSecret> managed =
                    resultOf(listed).get(organization.tokens().organization());
            organization.secrets().look(managed);
            organization.leftovers().look();
            organization.revocations().announce();
            organization.deaths().look(managed);
        } catch (AzureDevOpsException | SecretStoreException | KafkaException e) {
            LOG.warnf(
                    "Tokens and secrets of %s can't be compared now: %s",
                    organization.tokens().organization(), e.getMessage());
        }
    }

    private static <T> T resultOf(CompletableFuture<T> listed) {
        try {
            return listed.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private record Inspections(
            TokenApi tokens,
            SecretStore store,
            SecretsInspection secrets,
            LeftoversInspection leftovers,
            DeathsInspection deaths,
            Revocations revocations) {}
}
