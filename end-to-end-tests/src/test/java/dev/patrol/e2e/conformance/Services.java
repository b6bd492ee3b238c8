package dev.patrol.e2e.conformance;

import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.simulator.AzureSimulator;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The packaged scanner, rotator and audit service with a broker, and Azure DevOps at the address that they are given. */
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final List<Process> processes = new ArrayList<>();
    private final Path logs;

    private Services(Path logs) {
        this.logs = logs;
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
    }

    static Services start(AzureSimulator azure, URI azureDevOps, Path logs) {
        Services services = new Services(logs);
        try {
            for (String name : List.of("scanner", "rotator", "audit")) {
                services.start(name, services.environment(azure, azureDevOps));
            }
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
        return services;
    }

    /** Waits until tokens are replaced and dead, and until the audit service has told of all three that this takes. */
    void awaitRotationsOf(Set<UUID> tokens) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .failFast("A service has ended; its log is in " + logs, () -> processes.stream()
                        .anyMatch(process -> !process.isAlive()))
                .until(() -> isToldOf(tokens));
    }

    private boolean isToldOf(Set<UUID> tokens) {
        TopicDump topics = TopicDump.of(kafka.bootstrapServers());
        Set<UUID> revoked = topics.announced(TokenRevoked.class).stream()
                .map(envelope -> ((TokenRevoked) envelope.payload()).token().authorizationId())
                .collect(Collectors.toSet());
        return revoked.containsAll(tokens) && topics.announced(AuditEntry.class).size() >= 2 * tokens.size();
    }

    private void start(String name, Map<String, String> environment) {
        Redirect output = Redirect.to(logs.resolve(name + ".log").toFile());
        processes.add(PackagedService.start(name, List.of(), environment, logs, output));
    }

    private Map<String, String> environment(AzureSimulator azure, URI azureDevOps) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azureDevOps.toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azureDevOps.toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("SCAN_CRON", "0/2 * * * * ?");
        environment.put("AUDIT_POLL_INTERVAL", "PT1S");
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("PATROL_ROTATION_TICK", "200ms");
        environment.put("PATROL_ROTATION_READ_BACK_EVERY", "300ms");
        return environment;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        kafka.close();
    }
}
