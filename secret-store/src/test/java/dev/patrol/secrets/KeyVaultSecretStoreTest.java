package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.azure.security.keyvault.secrets.SecretClient;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store over the real SDK and the simulator's vault, which has a certificate authority of its own. */
class KeyVaultSecretStoreTest extends SecretStoreContract {
    private static final int RETRIES = 3;

    private static AzureSimulator simulator;
    private static SecretStore store;
    private static SecretClient client;

    @BeforeAll
    static void start() {
        simulator = AzureSimulator.start(SimulatorConfig.defaults().withClock(new TickingClock(Samples.NOW)));
        SecretStoreLocation.Vault vault = vault(Optional.of(simulator.certificateAuthority()));
        store = open(vault);
        client = VaultClients.to(
                        vault, new IdentityEndpointCredential(simulator), VaultClients.httpClient(vault), List.of())
                .usual();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void repair() {
        simulator.control().clearFaults();
    }

    @Override
    SecretStore store() {
        return store;
    }

    @Override
    SecretStore sameStoreElsewhere() {
        return open(vault(Optional.of(simulator.certificateAuthority())));
    }

    @Override
    void addForeignSecrets(int count) {
        IntStream.range(0, count).forEach(n -> client.setSecret("foreign-" + n, "a value"));
    }

    @Test
    void readsAListPageByPage() {
        // Given
        addForeignSecrets(60);
        simulator.control().forgetCalls();

        // When
        store.forEachManaged("nobody", secret -> {});

        // Then
        assertThat(simulator.control().callCount(Api.SECRET_LIST)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void readsNoValueToSayWhatASecretHolds() {
        // Given
        String name = store.store(Samples.secret("not-read-v1", "a value")).name();
        simulator.control().forgetCalls();

        // When
        Optional<TokenSecret> found = store.findTokenSecret(name);

        // Then
        assertThat(found).isPresent();
        assertThat(simulator.control().callCount(Api.SECRET_GET)).isZero();
    }

    @Test
    void recoversADeletedSecretAndSetsItsValue() {
        // Given
        SecretVersion old = store.store(Samples.secret("deleted-v1", "old"));
        delete(old.name());

        // When
        SecretVersion stored = store.store(Samples.secret("deleted-v2", "new"));

        // Then
        assertThat(store.read(stored).reveal()).isEqualTo("new");
        assertThat(store.read(old).reveal()).isEqualTo("old");
        assertThat(simulator.control().deletedSecrets()).doesNotContain(old.name());
    }

    @Test
    void aDeletedSecretIsNotFound() {
        // Given
        SecretVersion old = store.store(Samples.secret("gone", "old"));

        // When
        delete(old.name());

        // Then
        assertThat(store.find(old.name())).isEmpty();
        assertThat(store.findTokenSecret(old.name())).isEmpty();
        assertThat(store.versions(old.name())).isEmpty();
        assertRefused(() -> store.read(old));
    }

    @Test
    void waitsForARecoveryThatTakesItsTime() {
        // Given
        String name = store.store(Samples.secret("slow-v1", "old")).name();
        delete(name);
        simulator
                .control()
                .addFault(Fault.status(Api.SECRET_SET, 409)
                        .withTarget(name)
                        .withSkip(1)
                        .withTimes(2));

        // When
        SecretVersion stored = store.store(Samples.secret("slow-v2", "new"));

        // Then
        assertThat(store.read(stored).reveal()).isEqualTo("new");
    }

    @Test
    void waitsForARecoveryThatSomebodyElseHasBegun() {
        // Given
        NewSecret secret = Samples.secret("elsewhere", "new");
        simulator
                .control()
                .addFault(Fault.status(Api.SECRET_SET, 409)
                        .withTarget(secret.token().secretName())
                        .withTimes(2));

        // When
        SecretVersion stored = store.store(secret);

        // Then
        assertThat(store.read(stored).reveal()).isEqualTo("new");
    }

    @Test
    void doesNotWaitForEverForARecovery() {
        // Given
        NewSecret secret = Samples.secret("stuck", "new");
        simulator
                .control()
                .addFault(Fault.status(Api.SECRET_SET, 409)
                        .withTarget(secret.token().secretName()));
        simulator.control().forgetCalls();

        // When
        Throwable thrown = catchThrowable(() -> store.store(secret));

        // Then
        assertThat(thrown).isInstanceOf(SecretStoreException.Unavailable.class).hasMessageContaining("409");
        assertThat(simulator.control().callCount(Api.SECRET_SET)).isEqualTo(1 + 1 + RETRIES);
    }

    @Test
    void saysThatItMayNotRecover() {
        // Given
        String name = store.store(Samples.secret("forbidden-v1", "old")).name();
        delete(name);
        simulator.control().addFault(Fault.status(Api.SECRET_RECOVER, 403));

        // When
        Throwable thrown = catchThrowable(() -> store.store(Samples.secret("forbidden-v2", "new")));

        // Then
        assertThat(thrown)
                .isInstanceOf(SecretStoreException.Refused.class)
                .hasMessageContaining("403")
                .hasMessageContaining("recovering the deleted secret " + name);
    }

    @Test
    void doesNotRepeatWhatIsNotWantedAnyMore() {
        // Given
        NewSecret secret = Samples.secret("withdrawn-in-between", "a value");
        simulator.control().addFault(Fault.status(Api.SECRET_SET, 503).withTimes(1));
        AtomicInteger tries = new AtomicInteger();

        // When
        Throwable thrown = catchThrowable(() -> store.store(secret, () -> tries.incrementAndGet() == 1));

        // Then
        assertThat(thrown).isInstanceOf(SecretStoreException.Withdrawn.class);
        assertThat(store.find(secret.token().secretName())).isEmpty();
    }

    @Test
    void waitsAsLongAsTheVaultAsks() {
        // Given
        simulator
                .control()
                .addFault(Fault.status(Api.SECRET_SET, 429)
                        .withHeader("Retry-After", "1")
                        .withTimes(1));
        long begun = System.nanoTime();

        // When
        SecretVersion stored = store.store(Samples.secret("throttled", "a value"));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(store.read(stored).reveal()).isEqualTo("a value");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void isUnavailableAfterAllRetries(int status) {
        // Given
        simulator.control().addFault(Fault.status(Api.SECRET_LIST, status));
        simulator.control().forgetCalls();

        // When
        Throwable thrown = catchThrowable(() -> store.forEachManaged(Samples.ORGANIZATION, secret -> {}));

        // Then
        assertThat(thrown).isInstanceOf(SecretStoreException.Unavailable.class).hasMessageContaining(status + "");
        assertThat(simulator.control().callCount(Api.SECRET_LIST)).isEqualTo(1 + RETRIES);
    }

    @ParameterizedTest
    @CsvSource({
        "403, ForbiddenByRbac, Key Vault Secrets Officer",
        "403, ForbiddenByFirewall, vault's firewall",
        "403, ForbiddenByConnection, vault's firewall",
        "404, SecretNotFound, KEY_VAULT_URL",
        "400, BadParameter, KEY_VAULT_URL"
    })
    void saysWhatHelpsAgainstARefusal(int status, String code, String remedy) {
        // Given
        simulator.control().addFault(fault("""
                {"api": "secret-list", "kind": "status", "status": %d,
                 "body": {"error": {"code": "Refused", "innererror": {"code": "%s"}}}}""".formatted(status, code)));

        // When
        SecretStoreException refused = catchThrowableOfType(
                SecretStoreException.class, () -> store.forEachManaged(Samples.ORGANIZATION, secret -> {}));

        // Then
        assertThat(refused)
                .isInstanceOf(SecretStoreException.Refused.class)
                .hasMessageContaining("answered " + status + " to listing the secrets");
        assertThat(refused.remedy()).contains(remedy);
    }

    static Stream<Arguments> callsAndStatuses() {
        Map<String, Consumer<SecretStore>> calls = Map.of(
                "secret-list", store -> store.forEachManaged(Samples.ORGANIZATION, secret -> {}),
                "secret-versions", store -> store.versions("any"),
                "secret-get", store -> store.find("any"),
                "secret-set", store -> store.store(Samples.secret("any", "a value")));
        return calls.entrySet().stream()
                .flatMap(call -> Stream.of(200, 404).map(status -> arguments(call.getKey(), status, call.getValue())));
    }

    @ParameterizedTest
    @MethodSource("callsAndStatuses")
    void aPageIsNeverTakenForAnAnswer(String api, int status, Consumer<SecretStore> call) {
        // Given
        simulator.control().addFault(fault("""
                {"api": "%s", "kind": "status", "status": %d,
                 "headers": {"Content-Type": "text/html"}, "body": "<html>Welcome</html>"}""".formatted(api, status)));

        // When
        SecretStoreException failed = catchThrowableOfType(SecretStoreException.class, () -> call.accept(store));

        // Then
        assertThat(failed)
                .isInstanceOf(SecretStoreException.Unavailable.class)
                .hasMessageContaining(status + " with a page");
        assertThat(failed.remedy()).contains("KEY_VAULT_URL");
    }

    @Test
    void trustsNoPrivateAuthorityThatItWasNotToldOf() {
        // Given
        SecretStore trusting = open(vault(Optional.empty()));

        // When
        // Then
        assertThatThrownBy(() -> trusting.find("anything")).isInstanceOf(SecretStoreException.Unavailable.class);
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }

    private static void delete(String name) {
        client.beginDeleteSecret(name).waitForCompletion(Duration.ofSeconds(20));
    }

    private static SecretStore open(SecretStoreLocation location) {
        return new SecretStores(() -> new IdentityEndpointCredential(simulator), Clock.systemUTC()).open(location);
    }

    private static SecretStoreLocation.Vault vault(Optional<Path> authority) {
        return new SecretStoreLocation.Vault(
                simulator.keyVaultUrl(),
                authority,
                false,
                RETRIES,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }
}
