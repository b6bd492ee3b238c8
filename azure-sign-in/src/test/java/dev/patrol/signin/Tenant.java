package dev.patrol.signin;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A simulated tenant whose PAT lifecycle takes signed-in users only, and a person in it. */
final class Tenant implements AutoCloseable {
    static final String PERSON = "rotation@fabrikam.example";

    final AzureSimulator azure;

    Tenant() {
        this(Duration.ofHours(1));
    }

    Tenant(Duration lifeOfAccessTokens) {
        azure = AzureSimulator.start(SimulatorConfig.defaults().withBearerLife(lifeOfAccessTokens));
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
    }

    EntraUserSettings settings() {
        return EntraUserSettings.of(azure.tenantId(), azure.clientId())
                .withAuthority(azure.secureAuthorityHost(), Optional.of(azure.certificateAuthority()));
    }

    /** The person signs in as soon as there is a code. */
    SignedInUser login(EntraUserSettings settings, CacheStore store) {
        return DeviceCodeLogin.run(settings, prompt -> azure.control().approveSignIn(prompt.userCode(), PERSON), store);
    }

    void login(CacheStore store) {
        login(settings(), store);
    }

    AzureDevOpsClient client(SignIn signIn) {
        return new AzureDevOpsClient(
                new Endpoints(azure.azureDevOpsUrl(), azure.azureDevOpsUrl()),
                signIn.credential(),
                ClientSettings.DEFAULT);
    }

    /** A call to the PAT lifecycle API. */
    void callWith(SignIn signIn) {
        client(signIn).findToken("fabrikam", new UUID(0, 0));
    }

    UserSignIn user(CacheStore store, SignInListener listener, Clock clock) {
        return new UserSignIn(settings(), store, listener, clock);
    }

    long redemptions() {
        return azure.control()
                .callCounts()
                .getOrDefault("oauth-token", Map.of())
                .getOrDefault("200", 0L);
    }

    long askings() {
        return azure.control().callCounts().getOrDefault("oauth-token", Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    boolean hasSecret(String text) {
        return azure.control().findTokenValue(text).isPresent();
    }

    @Override
    public void close() {
        azure.close();
    }
}
