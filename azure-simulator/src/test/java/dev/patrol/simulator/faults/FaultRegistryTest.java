package dev.patrol.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRegistryTest {

    private final AtomicLong nanos = new AtomicLong();
    private final FaultRegistry registry = new FaultRegistry(nanos::get);

    @ParameterizedTest
    @CsvSource({
        "'\"times\": 2', XX........",
        "'\"skip\": 3', ...XXXXXXX",
        "'\"skip\": 1, \"times\": 2', .XX.......",
        "'\"every\": 3', X..X..X..X",
        "'\"every\": 3, \"skip\": 2, \"times\": 2', ..X..X....",
        "'\"target\": null', XXXXXXXXXX",
    })
    void strikesAsOftenAsItSays(String conditions, String pattern) {
        // Given
        registry.add(fault("{\"api\": \"secret-set\", \"kind\": \"status\", \"status\": 503, " + conditions + "}"));

        // When
        String struck = IntStream.range(0, 10)
                .mapToObj(n -> strikes(Api.SECRET_SET, null, "s") ? "X" : ".")
                .reduce("", String::concat);

        // Then
        assertThat(struck).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "secret-set, SECRET_SET, true",
        "secret-set, SECRET_GET, false",
        "secret, SECRET_GET, true",
        "secret, PATS_GET, false",
        "tokenadmin, TOKENADMIN_REVOKE, true",
        "audit, AUDIT, true",
        "*, IDENTITY, true",
    })
    void strikesTheCallsOfItsNameOrGroup(String api, Api called, boolean strikes) {
        // Given
        registry.add(fault("{\"api\": \"" + api + "\", \"kind\": \"hang\"}"));

        // When
        // Then
        assertThat(strikes(called, null, null)).isEqualTo(strikes);
    }

    @Test
    void strikesOnlyTheOrganizationAndTargetThatItNames() {
        // Given
        registry.add(fault("""
                {"api": "pats-create", "kind": "hang", "organization": "Fabrikam", "target": "Deploy-v2"}"""));

        // When
        // Then
        assertThat(strikes(Api.PATS_CREATE, "fabrikam", "deploy-v2")).isTrue();
        assertThat(strikes(Api.PATS_CREATE, "fabrikam", "deploy-v3")).isFalse();
        assertThat(strikes(Api.PATS_CREATE, "fabrikam", null)).isFalse();
        assertThat(strikes(Api.PATS_CREATE, "contoso", "deploy-v2")).isFalse();
    }

    @Test
    void endsAfterItsTime() {
        // Given
        registry.add(fault("{\"api\": \"*\", \"kind\": \"hang\", \"forMillis\": 100}"));
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(strikes(Api.AUDIT, null, null)).isTrue();

        // When
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        // Then
        assertThat(strikes(Api.AUDIT, null, null)).isFalse();
        assertThat(registry.active()).isEmpty();
    }

    @Test
    void meetsTheFirstFailureAndAllLatencies() {
        // Given
        registry.setLatency(Api.AUDIT, 5);
        registry.add(Fault.latency(Api.AUDIT, 10));
        registry.add(Fault.status(Api.AUDIT, 500).withTimes(1));
        registry.add(Fault.status(Api.AUDIT, 503));
        registry.add(Fault.latency(Api.AUDIT, 20).afterTheWork());

        // When
        FaultPlan first = registry.plan(Api.AUDIT, null, null);
        FaultPlan second = registry.plan(Api.AUDIT, null, null);

        // Then
        assertThat(first.delayBeforeMillis()).isEqualTo(15);
        assertThat(first.delayAfterMillis()).isEqualTo(20);
        assertThat(first.failure()).map(Fault::status).contains(500);
        assertThat(second.failure()).map(Fault::status).contains(503);
    }

    @Test
    void strikesNoMoreThanItSaysHoweverManyThreadsCall() {
        // Given
        registry.add(Fault.status(Api.AUDIT, 500).withTimes(100));

        // When
        long struck = IntStream.range(0, 10_000)
                .parallel()
                .filter(n -> strikes(Api.AUDIT, null, null))
                .count();

        // Then
        assertThat(struck).isEqualTo(100);
    }

    @Test
    void canBeTakenAwayOneByOne() {
        // Given
        long first = registry.add(Fault.status(Api.AUDIT, 500));
        long second = registry.add(Fault.status(Api.GRAPH, 500));

        // When
        boolean removed = registry.remove(first);

        // Then
        assertThat(removed).isTrue();
        assertThat(registry.remove(first)).isFalse();
        assertThat(registry.active()).extracting(FaultRegistry.Active::id).isEqualTo(List.of(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"api\": \"nonsense\", \"kind\": \"hang\"}",
                "{\"api\": \"audit\"}",
                "{\"api\": \"audit\", \"kind\": \"nonsense\"}",
                "{\"api\": \"audit\", \"kind\": \"status\"}",
                "{\"api\": \"audit\", \"kind\": \"status\", \"status\": 99}",
                "{\"api\": \"audit\", \"kind\": \"latency\"}",
                "{\"api\": \"audit\", \"kind\": \"hang\", \"times\": 0}",
                "{\"api\": \"audit\", \"kind\": \"hang\", \"skip\": -1}",
                "{\"api\": \"audit\", \"kind\": \"hang\", \"every\": 0}",
                "{\"api\": \"audit\", \"kind\": \"hang\", \"forMillis\": 0}",
                "{\"api\": \"audit\", \"kind\": \"hang\", \"unknown\": 1}",
                "{\"api\": \"audit\", \"kind\": \"pat-token-error\", \"patTokenError\": \"invalidScope\"}",
                "{\"api\": \"pats-create\", \"kind\": \"pat-token-error\"}",
                "nonsense",
                "null",
            })
    void refusesNonsenseWithASentence(String fault) {
        // When
        // Then
        assertThatThrownBy(() -> fault(fault))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)\\S.{10,}");
    }

    private boolean strikes(Api api, String organization, String target) {
        return registry.plan(api, organization, target).failure().isPresent();
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }
}
