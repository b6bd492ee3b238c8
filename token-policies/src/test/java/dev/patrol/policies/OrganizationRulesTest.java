package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationRulesTest {
    @ParameterizedTest
    @CsvSource({
        "false, , is off",
        "true, 91, is 91 days",
        "true, 90, ''",
        "true, 30, ''",
        "true, , ''",
    })
    void theLifespanThatIsSetIsNoLongerThanDeclared(boolean on, Integer days, String found) {
        // Given
        OrganizationRules rules = rules("organization-maximum-lifespan", "90d");
        OrganizationState state = new OrganizationState(on, days == null ? OptionalInt.empty() : OptionalInt.of(days));

        // When
        List<PolicyViolated> violations = rules.judge("contoso", Map.of(OrganizationPolicy.MAXIMUM_LIFESPAN, state));

        // Then
        assertThat(violations).extracting(PolicyViolated::found).allMatch(said -> said.contains(found));
        assertThat(violations.isEmpty()).isEqualTo(found.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "organization-restricts-full-scope,    RESTRICT_FULL_SCOPE, true,  false, true",
        "organization-restricts-full-scope,    RESTRICT_FULL_SCOPE, true,  true,  false",
        "organization-restricts-full-scope,    RESTRICT_FULL_SCOPE, false, true,  true",
        "organization-restricts-global-tokens, RESTRICT_GLOBAL,     true,  false, true",
        "organization-revokes-leaked-tokens,   REVOKE_LEAKED,       true,  false, true",
        "organization-revokes-leaked-tokens,   REVOKE_LEAKED,       false, false, false",
        "organization-restricts-creation,      RESTRICT_CREATION,   true,  false, true",
    })
    void aPolicyStandsAsDeclared(
            String setting, OrganizationPolicy policy, boolean declared, boolean actual, boolean drift) {
        // Given
        OrganizationRules rules = rules(setting, Boolean.toString(declared));

        // When
        List<PolicyViolated> violations =
                rules.judge("contoso", Map.of(policy, new OrganizationState(actual, OptionalInt.empty())));

        // Then
        assertThat(violations)
                .hasSize(drift ? 1 : 0)
                .allMatch(violation -> violation.policy().equals(setting));
    }

    @Test
    void whatIsNotDeclaredIsNotLookedAt() {
        // Given
        OrganizationRules rules = OrganizationRules.of(Given.settings(Map.of()));

        // When
        List<PolicyViolated> violations = rules.judge(
                "contoso", Map.of(OrganizationPolicy.REVOKE_LEAKED, new OrganizationState(false, OptionalInt.empty())));

        // Then
        assertThat(rules.declared()).isEmpty();
        assertThat(violations).isEmpty();
    }

    @Test
    void whatCanNotBeReadIsToldWithHowToLookByHand() {
        // Given
        OrganizationRules rules = rules("organization-maximum-lifespan", "90d");

        // When
        PolicyViolated violation = rules.unreadable("contoso", List.of(OrganizationPolicy.MAXIMUM_LIFESPAN));

        // Then
        assertThat(violation.found()).contains("Enforce maximum personal access token lifespan");
        assertThat(violation.remedy())
                .contains("https://dev.azure.com/contoso/_settings/organizationAad", "on, with 90 days or less");
    }

    private static OrganizationRules rules(String setting, String value) {
        return OrganizationRules.of(Given.settings(Map.of(setting, value)));
    }
}
