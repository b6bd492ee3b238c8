package dev.patrol.rotator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.policies.PolicySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensAsPoliciesWantTest {
    private final TokensAsPoliciesWant policies = new TokensAsPoliciesWant(settings(Map.of(
            "patrol.policies.maximum-lifetime", "30d",
            "patrol.policies.forbidden-scopes", "vso.tokens*",
            "patrol.policies.forbidden-owners", "*@partner.example")));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # scope, validity, global, who asks, the policy that speaks against it
            vso.code,   P30D,         false, ana@contoso.example, ''
            vso.code,   PT720H0.0001S, false, ana@contoso.example, maximum-lifetime
            vso.tokens, P30D,         false, ana@contoso.example, allowed-scopes
            vso.code,   P30D,         true,  ana@contoso.example, no-global-token
            vso.code,   P30D,         false, bo@partner.example,  allowed-owners
            app_token,  P30D,         false, ana@contoso.example, ''
            """)
    void whatIsAskedForHasToBeAsThePoliciesWantIt(
            String scope, Duration validity, boolean global, String requestedBy, String policy) {
        // When
        Optional<Objection> objection = policies.objectionTo(
                new PlannedToken("contoso", "deploy", List.of(scope), validity, global, Optional.of(requestedBy)));

        // Then
        assertThat(objection.map(Objection::rule).orElse("")).isEqualTo(policy);
    }

    @Test
    void whatARestoreBringsBackIsNotAskedAbout() {
        // When
        Optional<Objection> objection = policies.objectionTo(new PlannedToken(
                "contoso", "deploy", List.of("vso.tokens"), Duration.ofDays(90), true, Optional.empty()));

        // Then
        assertThat(objection).isEmpty();
    }

    private static PolicySettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PolicySettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(PolicySettings.class);
    }
}
