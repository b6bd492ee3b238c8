package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScopesTest {
    static Stream<Arguments> allowedAndForbidden() {
        return Stream.of(
                // allowed, forbidden, scopes, what is found
                arguments("", "vso.code_full", List.of("vso.code"), ""),
                arguments("", "vso.code_full", List.of("vso.code_full"), "vso.code_full"),
                arguments("", "*_manage", List.of("vso.code_manage", "vso.build"), "vso.code_manage"),
                arguments("vso.code", "", List.of("vso.code"), ""),
                arguments("vso.code", "", List.of("vso.code_write"), "vso.code_write"),
                arguments("vso.code*", "vso.code_full", List.of("vso.code_write"), ""),
                arguments("vso.code*", "vso.code_full", List.of("vso.code_full", "vso.code"), "vso.code_full"),
                arguments("vso.code", "", List.of("vso.work", "vso.build"), "vso.build"),
                arguments("vso.code", "", List.of("app_token"), ""),
                arguments("vso.code", "", List.of(), ""),
                arguments("vso.code", "", List.of("vso.new"), "vso.new"),
                arguments("vso.code", "", List.of("VSO.CODE"), "VSO.CODE"));
    }

    @ParameterizedTest
    @MethodSource("allowedAndForbidden")
    void onlyWhatIsAllowedAndNotForbiddenMayBeThere(
            String allowed, String forbidden, List<String> scopes, String found) {
        // Given
        TokenRule rule = AllowedScopes.of(listOf(allowed), listOf(forbidden)).orElseThrow();

        // When
        Optional<Finding> finding = rule.judge(Given.scoped(scopes.toArray(String[]::new)));

        // Then
        assertThat(finding.map(Finding::found).orElse("")).contains(found);
        assertThat(finding.isPresent()).isEqualTo(!found.isEmpty());
    }

    @Test
    void withoutAListThereIsNoSuchPolicy() {
        // When
        Optional<TokenRule> rule = AllowedScopes.of(Optional.empty(), Optional.empty());

        // Then
        assertThat(rule).isEmpty();
    }

    @Test
    void theRemedyNamesTheWidestNarrowerScopeThatIsAllowed() {
        // Given
        TokenRule rule = AllowedScopes.of(listOf("vso.code,vso.code_write"), Optional.empty())
                .orElseThrow();

        // When
        Finding finding = rule.judge(Given.scoped("vso.code_full")).orElseThrow();

        // Then
        assertThat(finding.remedy())
                .contains(
                        "Instead of vso.code_full, vso.code_write does where nothing has to use the client object model, or"
                                + " create or manage repositories.");
        assertThat(finding.found()).contains("vso.code_full (of high privilege)");
    }

    @Test
    void everyNarrowerScopeIsKnownAndLeadsToOneThatHasNone() {
        // When
        Set<String> circular = new HashSet<>();
        KnownScope.all().values().forEach(scope -> {
            Set<String> seen = new HashSet<>();
            Optional<KnownScope> at = Optional.of(scope);
            while (at.flatMap(KnownScope::narrower).isPresent()) {
                String next = at.flatMap(KnownScope::narrower).orElseThrow().name();
                assertThat(KnownScope.named(next)).as(next).isPresent();
                if (!seen.add(next)) {
                    circular.add(next);
                    break;
                }
                at = KnownScope.named(next);
            }
        });

        // Then
        assertThat(circular).isEmpty();
        assertThat(KnownScope.all()).hasSizeGreaterThan(80);
    }

    private static Optional<List<String>> listOf(String texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(List.of(texts.split(",")));
    }
}
