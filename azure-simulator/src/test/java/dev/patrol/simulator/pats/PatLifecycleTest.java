package dev.patrol.simulator.pats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.pats.PatOutcome.Granted;
import dev.patrol.simulator.pats.PatOutcome.Refused;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.MutableClock;

class PatLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Organization FABRIKAM = Organization.named("fabrikam");
    private static final User OWNER = User.of("owner@fabrikam.example");

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private final PolicySwitches policies = new PolicySwitches();
    private final PatStore store = new PatStore();
    private final PatLifecycle lifecycle = new PatLifecycle(store, new TokenValues(), policies, clock);

    @ParameterizedTest
    @CsvSource({
        "'', vso.code, 30, false, displayNameRequired",
        "'  ', vso.code, 30, false, displayNameRequired",
        "a, vso.nonsense, 30, false, invalidScope",
        "a, vso.code vso.nonsense, 30, false, invalidScope",
        "a, ' ', 30, false, invalidScope",
        "a, vso.code, 0, false, invalidValidTo",
        "a, vso.code, -1, false, invalidValidTo",
        "a, vso.code, 400, false, invalidValidTo",
    })
    void refusesBadWishes(String name, String scope, int days, boolean allOrgs, String error) {
        // When
        PatOutcome outcome = lifecycle.create(FABRIKAM, OWNER, wish(name, scope, days, allOrgs));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.error().wireName())
                .isEqualTo(error));
    }

    @ParameterizedTest
    @CsvSource({
        "restrictGlobal, vso.code, true, globalPatPolicyViolation",
        "restrictFullScope, app_token, false, fullScopePatPolicyViolation",
        "disableCreation, vso.code, false, disablePatCreationPolicyViolation",
    })
    void refusesWhatAPolicyForbidsAndNothingWithoutIt(String policy, String scope, boolean allOrgs, String error) {
        // Given
        assertThat(lifecycle.create(FABRIKAM, OWNER, wish("a", scope, 30, allOrgs)))
                .isInstanceOf(Granted.class);
        policies.change(change(policy, true));

        // When
        PatOutcome outcome = lifecycle.create(FABRIKAM, OWNER, wish("a", scope, 30, allOrgs));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.error().wireName())
                .isEqualTo(error));
    }

    @Test
    void shortensALifeThatIsTooLongIfThePolicyClamps() {
        // Given
        policies.change(change("maximumLifespanDays", 7));

        // When
        PatToken token = granted(lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 30, false)));

        // Then
        assertThat(token.validTo()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void refusesALifeThatIsTooLongIfThePolicyDoesNotClamp() {
        // Given
        policies.change(change("maximumLifespanDays", 7));
        policies.change(change("clampLifespan", false));

        // When
        PatOutcome tooLong = lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 8, false));
        PatOutcome justRight = lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 7, false));

        // Then
        assertThat(tooLong).isEqualTo(new Refused(PatError.LIFESPAN_POLICY));
        assertThat(justRight).isInstanceOf(Granted.class);
    }

    @Test
    void allowsTheSameNameTwice() {
        // When
        PatToken first = granted(lifecycle.create(FABRIKAM, OWNER, wish("same", "vso.code", 30, false)));
        PatToken second = granted(lifecycle.create(FABRIKAM, OWNER, wish("same", "vso.code", 30, false)));

        // Then
        assertThat(first.authorizationId()).isNotEqualTo(second.authorizationId());
        assertThat(first.value()).isNotEqualTo(second.value());
    }

    @Test
    void updatesLivingTokensOnly() {
        // Given
        UUID alive = granted(lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 30, false)))
                .authorizationId();
        UUID revoked = granted(lifecycle.create(FABRIKAM, OWNER, wish("b", "vso.code", 30, false)))
                .authorizationId();
        lifecycle.revoke(revoked);
        UUID expired = granted(lifecycle.create(FABRIKAM, OWNER, wish("c", "vso.code", 1, false)))
                .authorizationId();
        clock.add(Duration.ofDays(2));
        PatWish rename = new PatWish(Optional.of("renamed"), Optional.empty(), Optional.empty(), Optional.empty());

        // When
        PatOutcome ofAlive = lifecycle.update(FABRIKAM, OWNER, alive, rename);
        PatOutcome ofRevoked = lifecycle.update(FABRIKAM, OWNER, revoked, rename);
        PatOutcome ofExpired = lifecycle.update(FABRIKAM, OWNER, expired, rename);

        // Then
        assertThat(granted(ofAlive).displayName()).isEqualTo("renamed");
        assertThat(granted(ofAlive).scope()).isEqualTo("vso.code");
        assertThat(ofRevoked).isEqualTo(new Refused(PatError.FAILED_TO_UPDATE));
        assertThat(ofExpired).isEqualTo(new Refused(PatError.EXPIRED_CANNOT_BE_EXTENDED));
    }

    @Test
    void showsNobodyTheTokensOfOthers() {
        // Given
        UUID id = granted(lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 30, false)))
                .authorizationId();
        User stranger = User.of("stranger@fabrikam.example");

        // When
        Optional<PatToken> seen = lifecycle.owned(FABRIKAM, stranger, id);

        // Then
        assertThat(seen).isEmpty();
        assertThat(lifecycle.owned(FABRIKAM, OWNER, id)).isPresent();
    }

    @Test
    void revokesOnce() {
        // Given
        UUID id = granted(lifecycle.create(FABRIKAM, OWNER, wish("a", "vso.code", 30, false)))
                .authorizationId();

        // When
        Optional<PatToken> first = lifecycle.revoke(id);
        clock.add(Duration.ofHours(1));
        Optional<PatToken> second = lifecycle.revoke(id);

        // Then
        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(store.find(id).orElseThrow().revokedAt()).contains(NOW);
    }

    private static PatWish wish(String name, String scope, int days, boolean allOrgs) {
        return new PatWish(
                Optional.of(name),
                Optional.of(scope),
                Optional.of(NOW.plus(Duration.ofDays(days))),
                Optional.of(allOrgs));
    }

    private static PatToken granted(PatOutcome outcome) {
        assertThat(outcome).isInstanceOf(Granted.class);
        return ((Granted) outcome).token();
    }

    private static ObjectNode change(String field, Object value) {
        ObjectNode change = Json.MAPPER.createObjectNode();
        change.set(field, Json.MAPPER.valueToTree(value));
        return change;
    }
}
