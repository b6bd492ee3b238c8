package dev.patrol.rotator.reconciliation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.rotator.revocation.Deaths;
import dev.patrol.rotator.rotation.LineageLocks;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** Compares tokens and secrets at start and then regularly, the organizations side by side. */
@ApplicationScoped
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final List<Inspections> organizations;
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
                            new SecretsInspection(
                                    api, secrets, ledger, locks, publisher, revocations, clock, name, settings),
                            new LeftoversInspection(api, secrets, ledger, locks, revocations, clock, name, settings),
                            new DeathsInspection(secrets, deaths, clock, name),
                            revocations);
                })
                .toList();
    }

    @Scheduled(
            every = "{patrol.reconciliation.every}",
            delayed = "{patrol.reconciliation.first}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        CompletableFuture.allOf(organizations.stream()
                        .map(organization -> CompletableFuture.runAsync(() -> look(organization), executor))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static void look(Inspections organization) {
        try {
            organization.secrets().look();
            organization.leftovers().look();
            organization.revocations().announce();
            organization.deaths().look();
        } catch (AzureDevOpsException | SecretStoreException | KafkaException e) {
            LOG.warnf(
                    "Tokens and secrets of %s can't be compared now: %s",
                    organization.tokens().organization(), e.getMessage());
        }
    }

    private record Inspections(
            TokenApi tokens,
            SecretsInspection secrets,
            LeftoversInspection leftovers,
            DeathsInspection deaths,
            Revocations revocations) {}
}
