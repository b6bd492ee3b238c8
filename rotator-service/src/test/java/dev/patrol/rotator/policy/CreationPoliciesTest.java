package dev.patrol.rotator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreationPoliciesTest {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final CreationPolicies POLICIES =
            new CreationPolicies(List.of(new LongestValidity(LONGEST), new NamedScopes()));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # scopes, validity, the rule that speaks against it
            vso.code,           P30D,           ''
            vso.code vso.build, P90D,           ''
            vso.code,           PT0.000001S,    ''
            vso.code,           PT2160H0.0001S, too-long-validity
            vso.code,           P91D,           too-long-validity
            vso.code,           PT0S,           no-validity
            vso.code,           PT-1S,          no-validity
            app_token,          P30D,           no-full-scope
            vso.code app_token, P30D,           no-full-scope
            app_token,          P91D,           no-full-scope
            vso.app_token,      P30D,           ''
            """)
    void whatIsToBeMadeHasNamedScopesAndALimitedLife(String scopes, Duration validity, String rule) {
        // When
        Optional<Objection> objection = POLICIES.objectionTo(planned(scopes, validity));

        // Then
        assertThat(objection.map(Objection::rule).orElse("")).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " app_token",
                "app_token ",
                "vso.code app_token",
                "APP_TOKEN",
                "vso.code,app_token",
                "\tapp_token",
                "app_token\u200b"
            })
    void fullAccessIsKnownInWhateverItIsWrapped(String scope) {
        // When
        Optional<Objection> objection = POLICIES.objectionTo(
                new PlannedToken("contoso", "deploy", List.of(scope), LONGEST, false, Optional.empty()));

        // Then
        assertThat(objection).hasValueSatisfying(said -> {
            assertThat(said.rule()).isEqualTo("no-full-scope");
            assertThat(said.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "vso.code vso.build", " vso.code", "vso.code\u00a0"})
    void whatIsNotOneWordIsNoScope(String scope) {
        // When
        Optional<Objection> objection = POLICIES.objectionTo(
                new PlannedToken("contoso", "deploy", List.of(scope), LONGEST, false, Optional.empty()));

        // Then
        assertThat(objection.map(Objection::rule)).contains("malformed-scope");
    }

    @Test
    void allThatSpeaksAgainstItIsSaidAtOnceAndTheGravestFirst() {
        // When
        Optional<Objection> objection = POLICIES.objectionTo(planned("app_token", Duration.ofDays(365)));

        // Then
        assertThat(objection).hasValueSatisfying(said -> {
            assertThat(said.severity()).isEqualTo(Severity.HIGH);
            assertThat(said.reason()).containsSubsequence("app_token", "365 days", "90 days");
            assertThat(said.remedy()).containsSubsequence("only the scopes", "longest-validity");
        });
    }

    @Test
    void aLifeThatIsALittleTooLongIsNotCalledAsLongAsAllowed() {
        // When
        Optional<Objection> objection = POLICIES.objectionTo(planned("vso.code", LONGEST.plusSeconds(1)));

        // Then
        assertThat(objection.map(Objection::reason))
                .contains("The token would live for PT2160H1S; allowed are 90 days.");
    }

    private static PlannedToken planned(String scopes, Duration validity) {
        return new PlannedToken("contoso", "deploy", List.of(scopes.split(" ")), validity, false, Optional.empty());
    }
}
