package dev.patrol.simulator;

import dev.patrol.simulator.access.AdministratorToken;
import dev.patrol.simulator.access.Authentications;
import dev.patrol.simulator.access.Authenticator;
import dev.patrol.simulator.access.ConnectionDataApi;
import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.access.ResourceApi;
import dev.patrol.simulator.audit.AuditApi;
import dev.patrol.simulator.audit.AuditTrail;
import dev.patrol.simulator.calls.CallRecorder;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeeder;
import dev.patrol.simulator.faults.FaultRegistry;
import dev.patrol.simulator.graph.GraphApi;
import dev.patrol.simulator.identity.AuthorityApi;
import dev.patrol.simulator.identity.BearerTokens;
import dev.patrol.simulator.identity.DeviceCodes;
import dev.patrol.simulator.identity.DevicePage;
import dev.patrol.simulator.identity.IdentityApi;
import dev.patrol.simulator.identity.RefreshTokens;
import dev.patrol.simulator.inspection.Facts;
import dev.patrol.simulator.inspection.TokenValueFinder;
import dev.patrol.simulator.pats.PatApi;
import dev.patrol.simulator.pats.PatLifecycle;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.TokenValues;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.policies.TenantPolicyApi;
import dev.patrol.simulator.tenant.Organizations;
import dev.patrol.simulator.tenant.User;
import dev.patrol.simulator.tenant.UserDirectory;
import dev.patrol.simulator.tokenadmin.TokenAdminApi;
import dev.patrol.simulator.vault.SecretVault;
import dev.patrol.simulator.vault.VaultApi;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The simulated state and the APIs over it, put together; no HTTP server yet. */
public record World(
        Clock clock,
        PolicySwitches policies,
        FaultRegistry faults,
        CallRecorder calls,
        AdministratorToken administrator,
        Credential identityHeader,
        Credential refreshToken,
        PatApi pats,
        ConnectionDataApi connectionData,
        AuditApi audit,
        TokenAdminApi tokenAdmin,
        GraphApi graph,
        TenantPolicyApi tenantPolicies,
        ResourceApi resources,
        VaultApi vault,
        IdentityApi identity,
        AuthorityApi authority,
        DevicePage devicePage,
        SimulatorControl control) {

    static final String TENANT = "7a1c1a5e-0d53-4f5b-9d0c-6f1d3c1a9e42";

    /** Id of the one application that is registered for signing in. */
    static final String CLIENT = "3f6b0c52-6d0e-4b0a-9a57-2f6f9f0b7c11";

    static World of(SimulatorConfig config) {
        Clock clock = config.clock();
        PolicySwitches policies = new PolicySwitches();
        FaultRegistry faults = new FaultRegistry(System::nanoTime);
        CallRecorder calls = new CallRecorder();
        Authentications authentications = new Authentications();
        Organizations organizations = new Organizations(config.organizations());
        UserDirectory users = new UserDirectory();
        User serviceUser = users.named(config.serviceUser());
        TokenValues values = new TokenValues();
        PatStore store = new PatStore();
        SecretVault secrets = new SecretVault(clock);
        Clock systemClock = Clock.systemUTC();
        BearerTokens bearers = new BearerTokens(systemClock, config.bearerLife());
        AdministratorToken administrator = new AdministratorToken(
                serviceUser,
                UUID.randomUUID(),
                config.administratorToken().orElseGet(() -> values.next(clock.instant())));
        Credential identityHeader = config.identityHeader()
                .orElseGet(() -> Credential.of(UUID.randomUUID().toString()));
        DeviceCodes deviceCodes = new DeviceCodes(systemClock);
        RefreshTokens refreshTokens = new RefreshTokens();
        AuthorityApi authority = new AuthorityApi(
                bearers, deviceCodes, refreshTokens, policies, TENANT, CLIENT, serviceUser, systemClock);

        AuditTrail trail = new AuditTrail(policies, serviceUser, clock);
        PatLifecycle lifecycle = new PatLifecycle(store, values, policies, clock);
        Gate gate = new Gate(
                organizations,
                new Authenticator(administrator, store, bearers, refreshTokens, policies, authentications, clock),
                policies);
        SimulatorControl control = new SimulatorControl(
                organizations,
                users,
                new TokenSeeder(organizations, users, serviceUser, store, values, secrets, trail, clock),
                store,
                new Facts(store, secrets, clock),
                new TokenValueFinder(store, administrator, List.of(identityHeader)),
                faults,
                calls,
                authentications,
                trail,
                policies,
                bearers,
                deviceCodes,
                refreshTokens);
        return new World(
                clock,
                policies,
                faults,
                calls,
                administrator,
                identityHeader,
                authority.serviceUserRefreshToken(),
                new PatApi(gate, store, lifecycle, trail, clock),
                new ConnectionDataApi(gate),
                new AuditApi(gate, trail, clock),
                new TokenAdminApi(gate, store, lifecycle, users, trail, policies, clock),
                new GraphApi(gate, users, policies, TENANT),
                new TenantPolicyApi(gate, policies),
                new ResourceApi(gate),
                new VaultApi(secrets, bearers, TENANT),
                new IdentityApi(bearers, policies, identityHeader, UUID.randomUUID(), serviceUser),
                authority,
                new DevicePage(deviceCodes, users, serviceUser),
                control);
    }
}
