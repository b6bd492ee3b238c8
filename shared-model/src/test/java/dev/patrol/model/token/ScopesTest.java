package dev.patrol.model.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @ParameterizedTest
    @ValueSource(strings = {"app_token", "App_Token", " app_token ", "vso.code app_token", "vso.code,APP_TOKEN"})
    void fullAccessIsSeenHoweverItIsWritten(String scope) {
        assertThat(Scopes.areFull(List.of("vso.build", scope))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vso.code", "app_tokens", "my.app_token", "app-token", ""})
    void whatOnlyLooksLikeItIsNone(String scope) {
        assertThat(Scopes.areFull(List.of(scope))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vso.code;vso.build     | vso.build;vso.code     | true",
                "VSO.Code               | vso.code               | true",
                "' vso.code '           | vso.code               | true",
                "vso.code vso.build     | vso.build;vso.code     | true",
                "vso.code;vso.code      | vso.code               | true",
                "vso.code               | vso.code_write         | false",
                "vso.code;vso.build     | vso.code               | false"
            })
    void sameScopesAreSameInAnyOrderAndCase(String some, String others, boolean same) {
        // When
        boolean found = Scopes.areSame(List.of(some.split(";")), List.of(others.split(";")));

        // Then
        assertThat(found).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"VSO.CODE, true", "vso.code, true", "vso.cod, false", "vso.code_write, false"})
    void oneIsFoundInAnyCase(String wanted, boolean found) {
        assertThat(Scopes.contain(List.of("vso.build", "vso.code"), wanted)).isEqualTo(found);
    }
}
