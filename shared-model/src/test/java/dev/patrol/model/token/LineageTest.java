package dev.patrol.model.token;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {
    private static final String KEY_VAULT_NAME = "[0-9a-zA-Z-]{1,127}";

    static Stream<String> hostileNames() {
        return HostileNames.EXAMPLES.stream();
    }

    @Provide
    Arbitrary<String> displayNames() {
        return HostileNames.any();
    }

    @Provide
    Arbitrary<String> organizations() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(50);
    }

    /** Computed by {@code printf %s 'contoso/build farm' | sha256sum}, so that no change of names goes unseen. */
    @ParameterizedTest
    @CsvSource({
        "contoso, build farm,     build-farm-df2c2efb",
        "contoso, build farm-v2,  build-farm-df2c2efb",
        "Contoso, build farm-v31, build-farm-df2c2efb",
        "fabrikam, build farm,    build-farm-58670708",
        "contoso, build-farm,     build-farm-5153d805",
        "contoso, Build farm,     Build-farm-cacd9f08",
        "contoso, -v2,            -v2-a8a52126",
        "contoso, \u00e9,              --24478c22",
    })
    void theSecretsNameIsReadableAndEndsInAFingerprint(String organization, String displayName, String expected) {
        // When
        String secretName = Lineage.of(organization, displayName).secretName();

        // Then
        assertThat(secretName).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void theSecretsNameIsOneThatKeyVaultTakesWhateverTheTokenIsCalled(String displayName) {
        // When
        String secretName = Lineage.of("contoso", displayName).secretName();

        // Then
        assertThat(secretName).matches(KEY_VAULT_NAME);
    }

    @Property
    void theSecretsNameIsAlwaysOneThatKeyVaultTakes(
            @ForAll("organizations") String organization, @ForAll("displayNames") String displayName) {
        // When
        String secretName = Lineage.of(organization, displayName).secretName();

        // Then
        assertThat(secretName).matches(KEY_VAULT_NAME);
    }

    @Test
    void namesThatReadTheSameHaveSecretsOfTheirOwn() {
        // Given
        List<String> readingTheSame = List.of("a b", "a-b", "a/b", "a\nb", "a\u00e9b", "a.b", "a_b", "a'b");

        // When
        Set<String> secretNames = readingTheSame.stream()
                .map(name -> Lineage.of("contoso", name).secretName())
                .collect(toSet());

        // Then
        assertThat(secretNames).hasSameSizeAs(readingTheSame);
    }

    @Test
    void namesThatDifferOnlyAfterTheCutHaveSecretsOfTheirOwn() {
        // Given
        String beginning = "a".repeat(300);

        // When
        String one = Lineage.of("contoso", beginning + "1").secretName();
        String other = Lineage.of("contoso", beginning + "2").secretName();

        // Then
        assertThat(one).hasSize(127).isNotEqualTo(other).hasSameSizeAs(other);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void allVersionsOfABaseShareTheSecret(
            @ForAll("displayNames") String base,
            @ForAll @IntRange(min = 0) int one,
            @ForAll @IntRange(min = 0) int other) {
        Assume.that(!base.isEmpty());

        // When
        Lineage first = Lineage.of("contoso", base + "-v" + one);
        Lineage second = Lineage.of("contoso", base + "-v" + other);

        // Then
        assertThat(first).isEqualTo(second).isEqualTo(new Lineage("contoso", base));
        assertThat(first.secretName()).isEqualTo(second.secretName());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void differentLineagesHaveDifferentSecrets(
            @ForAll("organizations") String organization,
            @ForAll("organizations") String otherOrganization,
            @ForAll("displayNames") String name,
            @ForAll("displayNames") String otherName) {
        // Given
        Lineage lineage = Lineage.of(organization, name);
        Lineage other = Lineage.of(otherOrganization, otherName);

        // When
        boolean shared = lineage.secretName().equals(other.secretName());

        // Then
        assertThat(shared).isEqualTo(lineage.equals(other));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrganizationTellsSecretsApart(
            @ForAll("organizations") String organization,
            @ForAll("organizations") String other,
            @ForAll("displayNames") String name) {
        Assume.that(!organization.equalsIgnoreCase(other));

        // When
        String secretName = Lineage.of(organization, name).secretName();

        // Then
        assertThat(secretName).isNotEqualTo(Lineage.of(other, name).secretName());
    }

    @Property
    void theCaseOfAnOrganizationDoesNotMatter(
            @ForAll("organizations") String organization, @ForAll("displayNames") String name) {
        // When
        Lineage lineage = Lineage.of(organization.toUpperCase(Locale.ROOT), name);

        // Then
        assertThat(lineage).isEqualTo(Lineage.of(organization, name));
        assertThat(lineage.secretName())
                .isEqualTo(Lineage.of(organization, name).secretName());
    }

    /** Half a surrogate pair is lost on the way to a topic; a lineage must be the same before and after. */
    @Property
    void isTheSameAfterItWasWritten(
            @ForAll("organizations") String organization, @ForAll("displayNames") String displayName) {
        // Given
        Lineage lineage = Lineage.of(organization, displayName);

        // When
        Lineage read = Lineage.parse(lineage.toString());

        // Then
        assertThat(read).isEqualTo(lineage);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(read.toString()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "contoso", "/build farm", "  /build farm"})
    void whatHasNoOrganizationIsNoLineage(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Lineage.parse(text));
    }

    @Test
    void anOrganizationHasNoSlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lineage.of("contoso/shop", "build farm"));
    }
}
