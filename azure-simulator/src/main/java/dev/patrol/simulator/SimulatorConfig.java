package dev.patrol.simulator;

import dev.patrol.simulator.control.TokenSeed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator starts.
 *
 * @param host address to listen on
 * @param azureDevOpsPort 0 for a free one
 * @param keyVaultPort 0 for a free one
 * @param identityPort 0 for a free one
 * @param authorityPort of the authority with TLS; 0 for a free one
 * @param clock time of the tokens, the audit log and the vault; bearer tokens, latencies and windows go by the machine's
 * @param organizations names of the organizations, at least one
 * @param serviceUser principal name of the user to whom the administrator's token and the refresh token belong
 * @param administratorToken a random one if empty
 * @param bearerLife how long bearer tokens are good
 * @param seeds tokens there from the start
 */
public record SimulatorConfig(
        String host,
        int azureDevOpsPort,
        int keyVaultPort,
        int identityPort,
        int authorityPort,
        Clock clock,
        List<String> organizations,
        String serviceUser,
        Optional<Credential> administratorToken,
        Duration bearerLife,
        List<TokenSeed> seeds) {

    public SimulatorConfig {
        if (organizations.isEmpty() || organizations.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("There must be at least one organization, and each must have a name.");
        }
        if (bearerLife.isNegative() || bearerLife.isZero()) {
            throw new IllegalArgumentException("Bearer tokens must live longer than nothing.");
        }
        organizations = List.copyOf(organizations);
        seeds = List.copyOf(seeds);
    }

    /** One organization {@code fabrikam}, free ports on the loopback address, the system's clock. */
    public static SimulatorConfig defaults() {
        return new SimulatorConfig(
                "127.0.0.1",
                0,
                0,
                0,
                0,
                Clock.systemUTC(),
                List.of("fabrikam"),
                "pat-rotation@fabrikam.example",
                Optional.empty(),
                Duration.ofHours(1),
                List.of());
    }

    public SimulatorConfig withHost(String address) {
        return new SimulatorConfig(
                address,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withPorts(int azureDevOps, int keyVault, int identity) {
        return new SimulatorConfig(
                host,
                azureDevOps,
                keyVault,
                identity,
                authorityPort,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withAuthorityPort(int port) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                port,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withClock(Clock simulated) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                simulated,
                organizations,
                serviceUser,
                administratorToken,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withOrganizations(String... names) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                clock,
                List.of(names),
                serviceUser,
                administratorToken,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withAdministratorToken(Credential token) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                clock,
                organizations,
                serviceUser,
                Optional.of(token),
                bearerLife,
                seeds);
    }

    public SimulatorConfig withBearerLife(Duration life) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                life,
                seeds);
    }

    public SimulatorConfig withSeeds(TokenSeed... tokens) {
        return new SimulatorConfig(
                host,
                azureDevOpsPort,
                keyVaultPort,
                identityPort,
                authorityPort,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                bearerLife,
                List.of(tokens));
    }
}
