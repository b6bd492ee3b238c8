package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from findings, by the settings. */
class TokenPoliciesTest {
    private static final Token HAND_MADE =
            Given.token("hand-made", Given.NOON, Given.NOON.plus(Duration.ofDays(365)), true, Token.FULL_SCOPE);

    @Test
    void aTokenIsFoundByEachPolicyThatItBreaksAndNothingIsAskedFor() {
        // When
        List<PolicyViolated> violations = Given.policies(Map.of()).judge(TokenFacts.of(HAND_MADE), Given.NOON);

        // Then
        assertThat(violations)
                .extracting(PolicyViolated::policy)
                .containsExactlyInAnyOrder("maximum-lifetime", "no-full-scope", "no-global-token");
        assertThat(violations).allMatch(violation -> violation.response() == null && !violation.dryRun());
    }

    @Test
    void fullAccessIsToldInTheWordsThatTheRotatorHas() {
        // When
        List<PolicyViolated> violations = Given.policies(Map.of()).judge(TokenFacts.of(HAND_MADE), Given.NOON);

        // Then
        assertThat(violations).contains(PolicyViolated.fullScope(HAND_MADE));
    }

    @Test
    void whatWouldChangeATokenIsOnlyToldUnlessSettingsSayOtherwise() {
        // Given
        Map<String, String> revoking = Map.of("rules[0].policy", "no-global-token", "rules[0].response", "REVOKE");

        // When
        PolicyViolated violation = only("no-global-token", revoking);

        // Then
        assertThat(violation.response()).isEqualTo(PolicyResponse.REVOKE);
        assertThat(violation.dryRun()).isTrue();
        assertThat(violation.asksFor(PolicyResponse.REVOKE)).isFalse();
    }

    @Test
    void aResponseIsAskedForWhereItIsNoDryRun() {
        // Given
        Map<String, String> revoking =
                Map.of("dry-run", "false", "rules[0].policy", "no-global-token", "rules[0].response", "REVOKE");

        // When
        PolicyViolated violation = only("no-global-token", revoking);

        // Then
        assertThat(violation.asksFor(PolicyResponse.REVOKE)).isTrue();
    }

    @Test
    void severityIsAsItIsSet() {
        // Given
        Map<String, String> settings = Map.of("rules[0].policy", "maximum-lifetime", "rules[0].severity", "CRITICAL");

        // When
        PolicyViolated violation = only("maximum-lifetime", settings);

        // Then
        assertThat(violation.severity()).isEqualTo(Severity.CRITICAL);
    }

    static Stream<Arguments> ends() {
        Instant created = Given.NOON;
        Instant proper = created.plus(Duration.ofDays(90));
        return Stream.of(
                // What is allowed lies ahead: that is the end.
                arguments(created, created.plus(Duration.ofDays(365)), proper),
                // It lies behind, or too near: its dependents have a week.
                arguments(
                        created.plus(Duration.ofDays(200)),
                        created.plus(Duration.ofDays(365)),
                        created.plus(Duration.ofDays(207))),
                arguments(
                        created.plus(Duration.ofDays(84)),
                        created.plus(Duration.ofDays(365)),
                        created.plus(Duration.ofDays(91))),
                arguments(created.plus(Duration.ofDays(83)), created.plus(Duration.ofDays(365)), proper),
                // It dies as early by itself.
                arguments(created.plus(Duration.ofDays(200)), created.plus(Duration.ofDays(207)), null),
                arguments(created.plus(Duration.ofDays(200)), created.plus(Duration.ofDays(203)), null));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aTokenIsShortenedToWhatIsAllowedAndNeverLeftWithoutGrace(Instant now, Instant validTo, Instant end) {
        // Given
        Map<String, String> shortening = Map.of("rules[0].policy", "maximum-lifetime", "rules[0].response", "SHORTEN");
        TokenFacts facts = TokenFacts.of(Given.living(Given.NOON, validTo));

        // When
        PolicyViolated violation = Given.policies(shortening).judge(facts, now).get(0);

        // Then
        assertThat(violation.shortenTo()).isEqualTo(end);
        assertThat(violation.response()).isEqualTo(end == null ? null : PolicyResponse.SHORTEN);
    }

    @Property(tries = 500)
    void noTokenIsEverMadeToLiveLonger(
            @ForAll @IntRange(min = 1, max = 400) int life, @ForAll @IntRange(max = 400) int age) {
        Map<String, String> shortening =
                Map.of("rules[0].policy", "maximum-lifetime", "rules[0].response", "SHORTEN", "maximum-lifetime", "1d");
        Instant validTo = Given.NOON.plus(Duration.ofDays(life));

        List<PolicyViolated> violations = Given.policies(shortening)
                .judge(TokenFacts.of(Given.living(Given.NOON, validTo)), Given.NOON.plus(Duration.ofDays(age)));

        assertThat(violations)
                .allMatch(violation ->
                        violation.shortenTo() == null || violation.shortenTo().isBefore(validTo));
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                arguments("except-tokens", "hand-*", true),
                arguments("except-tokens", Given.ID.toString(), true),
                arguments("except-tokens", "deploy-*", false),
                arguments("except-owners", "KIM@*", true),
                arguments("except-owners", "lee@*", false),
                arguments("enabled", "false", true),
                arguments("enabled", "true", false));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void whatIsExceptedIsNotFound(String setting, String value, boolean excepted) {
        // Given
        Map<String, String> settings = Map.of("rules[0].policy", "no-full-scope", "rules[0]." + setting, value);
        TokenFacts facts = new TokenFacts(
                HAND_MADE, Optional.of(new TokenFacts.Owner("kim@contoso.com", "aad")), Optional.empty());

        // When
        List<PolicyViolated> violations = Given.policies(settings).judge(facts, Given.NOON);

        // Then
        assertThat(violations.stream().noneMatch(violation -> violation.policy().equals("no-full-scope")))
                .isEqualTo(excepted);
    }

    static Stream<Arguments> wanted() {
        return Stream.of(
                arguments(wanted("deploy", "kim@contoso.com", Duration.ofDays(90), false, "vso.code"), List.of()),
                arguments(
                        wanted("deploy", "kim@contoso.com", Duration.ofDays(90).plusNanos(100), false, "vso.code"),
                        List.of(Policy.MAXIMUM_LIFETIME)),
                arguments(
                        wanted("deploy", "kim@contoso.com", Duration.ofDays(30), true, Token.FULL_SCOPE),
                        List.of(Policy.NO_FULL_SCOPE, Policy.NO_GLOBAL_TOKEN)),
                arguments(
                        wanted("deploy", "kim@contoso.com", Duration.ofDays(30), false, "vso.tokens"),
                        List.of(Policy.ALLOWED_SCOPES)),
                arguments(
                        wanted("deploy", "lee@partner.com", Duration.ofDays(30), false, "vso.code"),
                        List.of(Policy.ALLOWED_OWNERS)),
                arguments(wanted("deploy", null, Duration.ofDays(30), false, "vso.code"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void aTokenThatIsAskedForIsJudgedByTheSameRules(WantedToken wanted, List<Policy> policies) {
        // Given
        TokenPolicies rules =
                Given.policies(Map.of("forbidden-scopes", "vso.tokens", "forbidden-owners", "*@partner.com"));

        // When
        List<Objection> objections = rules.judge(wanted);

        // Then
        assertThat(objections).extracting(Objection::policy).containsExactlyElementsOf(policies);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(Map.of("rules[0].policy", "no-such-policy"), "there is no policy no-such-policy"),
                arguments(
                        Map.of("rules[0].policy", "no-full-scope", "rules[1].policy", "no-full-scope"), "there twice"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInTheSettingsIsSaid(Map<String, String> settings, String said) {
        // When
        List<String> problems = TokenPolicies.problemsOf(Given.settings(settings));

        // Then
        assertThat(problems).singleElement().asString().contains(said);
    }

    private static PolicyViolated only(String policy, Map<String, String> settings) {
        return Given.policies(settings).judge(TokenFacts.of(HAND_MADE), Given.NOON).stream()
                .filter(violation -> violation.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static WantedToken wanted(
            String name, String requestedBy, Duration validity, boolean global, String... scopes) {
        return new WantedToken("contoso", name, List.of(scopes), validity, global, Optional.ofNullable(requestedBy));
    }
}
