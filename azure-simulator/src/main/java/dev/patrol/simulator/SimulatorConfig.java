package dev.patrol.simulator;

import dev.patrol.simulator.control.TokenSeed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator starts.
 *
 * @param clock time of the tokens, the audit log and the vault; bearer tokens, latencies and windows go by the machine's
 * @param organizations names of the organizations, at least one
 * @param serviceUser principal name of the user to whom the administrator's token and the refresh token belong
 * @param administratorToken a random one if empty
 * @param identityHeader what the managed identity's endpoint wants to see; a random one if empty
 * @param bearerLife how long bearer tokens are good
 * @param seeds tokens there from the start
 */
public record SimulatorConfig(
        Addresses addresses,
        Clock clock,
        List<String> organizations,
        String serviceUser,
        Optional<Credential> administratorToken,
        Optional<Credential> identityHeader,
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
                Addresses.local(0, 0, 0, 0),
                Clock.systemUTC(),
                List.of("fabrikam"),
                "pat-rotation@fabrikam.example",
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                List.of());
    }

    public SimulatorConfig withAddresses(Addresses others) {
        return new SimulatorConfig(
                others, clock, organizations, serviceUser, administratorToken, identityHeader, bearerLife, seeds);
    }

    public SimulatorConfig withPorts(int azureDevOps, int keyVault, int identity) {
        return withAddresses(Addresses.local(azureDevOps, keyVault, identity, addresses.authorityPort()));
    }

    public SimulatorConfig withClock(Clock simulated) {
        return new SimulatorConfig(
                addresses,
                simulated,
                organizations,
                serviceUser,
                administratorToken,
                identityHeader,
                bearerLife,
                seeds);
    }

    public SimulatorConfig withOrganizations(String... names) {
        return new SimulatorConfig(
                addresses, clock, List.of(names), serviceUser, administratorToken, identityHeader, bearerLife, seeds);
    }

    public SimulatorConfig withAdministratorToken(Credential token) {
        return new SimulatorConfig(
                addresses, clock, organizations, serviceUser, Optional.of(token), identityHeader, bearerLife, seeds);
    }

    public SimulatorConfig withIdentityHeader(Credential header) {
        return new SimulatorConfig(
                addresses,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                Optional.of(header),
                bearerLife,
                seeds);
    }

    public SimulatorConfig withBearerLife(Duration life) {
        return new SimulatorConfig(
                addresses, clock, organizations, serviceUser, administratorToken, identityHeader, life, seeds);
    }

    public SimulatorConfig withSeeds(TokenSeed... tokens) {
        return new SimulatorConfig(
                addresses,
                clock,
                organizations,
                serviceUser,
                administratorToken,
                identityHeader,
                bearerLife,
                List.of(tokens));
    }
}
