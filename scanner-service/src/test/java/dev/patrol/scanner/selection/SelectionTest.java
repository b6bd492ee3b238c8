package dev.patrol.scanner.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    @ParameterizedTest
    @CsvSource({
        "*,            anything,       true",
        "*,            '',             true",
        "ci-*,         ci-deploy,      true",
        "ci-*,         ci-,            true",
        "ci-*,         my-ci-deploy,   false",
        "*deploy,      ci-deploy,      true",
        "d?ploy,       deploy,         true",
        "d?ploy,       dploy,          false",
        "a.c,          abc,            false",
        "a.c,          a.c,            true",
        "'a(b',        'a(b',          true",
        "[abc],        a,              false",
        "[abc],        [abc],          true",
        "'a\\Eb*',     'a\\Ebc',       true",
        "ci/*,         ci/a/b,         true",
        "DEPLOY,       deploy,         false",
        "'*\uD83D\uDE80*', 'go \uD83D\uDE80 now', true",
        "'?',          '\uD83D\uDE80', true"
    })
    void aGlobMeansWhatItSays(String glob, String name, boolean matches) {
        // When
        boolean managed = new Selection(List.of(glob), List.of()).isManaged(name);

        // Then
        assertThat(managed).isEqualTo(matches);
    }

    @Test
    void aLineBreakIsACharacterLikeOthers() {
        // When
        boolean managed = new Selection(List.of("two*lines"), List.of()).isManaged("two\r\nlines");

        // Then
        assertThat(managed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'ci-*,build',  'ci-old*', ci-new,   true",
        "'ci-*,build',  'ci-old*', ci-old-1, false",
        "'ci-*,build',  'ci-old*', build,    true",
        "'ci-*,build',  'ci-old*', other,    false",
        "' ci-* ,',     '',        ci-new,   true",
        "'*',           '*',       any,      false"
    })
    void whatIsExcludedStaysOut(String include, String exclude, String name, boolean managed) {
        // When
        boolean chosen =
                new Selection(Arrays.asList(include.split(",")), Arrays.asList(exclude.split(","))).isManaged(name);

        // Then
        assertThat(chosen).isEqualTo(managed);
    }
}
