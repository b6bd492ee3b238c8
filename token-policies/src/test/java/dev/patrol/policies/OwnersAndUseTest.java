package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersAndUseTest {
    @ParameterizedTest
    @CsvSource({
        "svc-*@contoso.com, '',              svc-deploy@contoso.com, false",
        "svc-*@contoso.com, '',              SVC-Deploy@Contoso.com, false",
        "SVC-*@contoso.com, '',              svc-deploy@contoso.com, false",
        "svc-*@contoso.com, '',              kim@contoso.com,        true",
        "'',                *@partner.com,   kim@contoso.com,        false",
        "'',                *@partner.com,   kim@partner.com,        true",
        "*@contoso.com,     guest*,          guest-1@contoso.com,    true",
        "*@contoso.com,     guest*,          kim@contoso.com,        false",
    })
    void onlyWhoIsAllowedAndNotForbiddenHasTokens(String allowed, String forbidden, String owner, boolean found) {
        // Given
        TokenRule rule = AllowedOwners.of(list(allowed), list(forbidden)).orElseThrow();

        // When
        Optional<Finding> finding = rule.judge(Given.owned(owner, "aad"));

        // Then
        assertThat(finding.isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"aad, false", "AAD, false", "msa, true", "vsts, true", "ad, true", "'', true"})
    void ownersAreUsersOfEntra(String origin, boolean found) {
        // When
        Optional<Finding> finding = new EntraOwners().judge(Given.owned("kim@contoso.com", origin));

        // Then
        assertThat(finding.isPresent()).isEqualTo(found);
    }

    @Test
    void nothingIsSaidOfAnOwnerWhomNobodyKnows() {
        // Given
        TokenFacts facts = Given.scoped("vso.code");

        // When
        Optional<Finding> entra = new EntraOwners().judge(facts);
        Optional<Finding> allowed =
                AllowedOwners.of(list("nobody"), list("")).orElseThrow().judge(facts);

        // Then
        assertThat(entra).isEmpty();
        assertThat(allowed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,   0, ''",
        "10,  3, ''",
        "11,  3, It is used from more than 10 networks.",
        "20,  3, It is used from more than 10 networks.",
        "21,  3, It is used from more than 20 networks.",
        "41,  3, It is used from more than 40 networks.",
        "10,  4, It is used by more than 3 kinds of programs.",
        "10,  7, It is used by more than 6 kinds of programs.",
        "11,  4, It is used from more than 10 networks and by more than 3 kinds of programs.",
    })
    void aTokenIsUsedByOneProgram(int networks, int agents, String found) {
        // When
        Optional<Finding> finding = new NoSharedUse(10, 3).judge(Given.used(networks, agents));

        // Then
        assertThat(finding.map(Finding::found).orElse("")).isEqualTo(found);
    }

    @Test
    void nothingIsSaidOfAUseThatNobodyLookedAt() {
        // When
        Optional<Finding> finding = new NoSharedUse(1, 1).judge(Given.scoped("vso.code"));

        // Then
        assertThat(finding).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "payments-*, payments-deploy, false",
        "payments-*, payments-deploy-v20260302123456, false",
        "payments-*, deploy, true",
        "'payments-*,web-*', web-1, false"
    })
    void aNameTellsWhoAnswersForTheToken(String names, String name, boolean found) {
        // Given
        TokenRule rule = NamesTellOwners.of(list(names)).orElseThrow();
        TokenFacts facts = TokenFacts.of(Given.token(name, Given.NOON, Given.NOON, false, "vso.code"));

        // When
        Optional<Finding> finding = rule.judge(facts);

        // Then
        assertThat(finding.isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aGlobalTokenIsToldWithTheDayOnWhichItDies(boolean global, boolean found) {
        // Given
        TokenFacts facts = TokenFacts.of(Given.token("deploy", Given.NOON, Given.NOON, global, "vso.code"));

        // When
        Optional<Finding> finding = new NoGlobalToken().judge(facts);

        // Then
        assertThat(finding.isPresent()).isEqualTo(found);
        assertThat(finding.map(Finding::found).orElse("2026-12-01")).contains("2026-12-01");
    }

    @ParameterizedTest
    @CsvSource({"app_token, true", "vso.code_full, false"})
    void fullAccessIsFound(String scope, boolean found) {
        // When
        Optional<Finding> finding = new NoFullScope().judge(Given.scoped("vso.code", scope));

        // Then
        assertThat(finding.isPresent()).isEqualTo(found);
    }

    private static Optional<List<String>> list(String texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(List.of(texts.split(",")));
    }
}
