package dev.patrol.model.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenNameTest {
    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final Instant DIES = Instant.parse("2026-03-02T23:59:59Z");

    /** Azure DevOps takes no empty display name ({@code displayNameRequired}). */
    static Stream<String> hostileNames() {
        return HostileNames.EXAMPLES.stream().filter(name -> !name.isEmpty());
    }

    @Provide
    Arbitrary<String> displayNames() {
        return HostileNames.any().filter(name -> !name.isEmpty());
    }

    @Provide
    Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    @Provide
    Arbitrary<Instant> expiries() {
        long first = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("2099-12-31T23:59:59Z").getEpochSecond();
        return Arbitraries.longs().between(first, last).map(Instant::ofEpochSecond);
    }

    @ParameterizedTest
    @CsvSource({
        "build farm,       build farm",
        "build farm-v2,    build farm",
        "build farm-v007,  build farm",
        "build-v1-v2,      build-v1",
        "build-v2-final,   build-v2-final",
        "build-v,          build-v",
        "build-V2,         build-V2",
        "buildv2,          buildv2",
        "build-v2 ,        build",
        "-v2,              -v2",
        "-v1-v2,           -v1",
        "build-v\u0662,    build-v\u0662",
        "'build\n-v2',     'build\n'",
        "'build-v2\n',     'build-v2\n'",
        "'',               ''",
    })
    void theVersionSuffixIsTakenOffOnce(String displayName, String base) {
        // When
        String found = TokenName.baseOf(displayName);

        // Then
        assertThat(found).isEqualTo(base);
    }

    @Test
    void aSuccessorIsNamedAfterTheDayThatItsPredecessorDiesAndItsPredecessorsId() {
        // When
        String successor = TokenName.successorOf("build farm-v2", ID, DIES);

        // Then
        assertThat(successor).isEqualTo("build farm-v20260302591124");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai", "tr-TR"})
    void aSuccessorIsNamedTheSameInEveryLocale(String locale) {
        // Given
        Locale before = Locale.getDefault();
        String expected = TokenName.successorOf("build farm", ID, DIES);
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            // When
            String successor = TokenName.successorOf("build farm", ID, DIES);

            // Then
            assertThat(successor).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void aSuccessorHasTheLineageOfItsPredecessorWhateverItIsCalled(String displayName) {
        // When
        String successor = TokenName.successorOf(displayName, ID, DIES);

        // Then
        assertThat(Lineage.of("contoso", successor)).isEqualTo(Lineage.of("contoso", displayName));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aSuccessorFollowsFromItsPredecessorHasItsLineageAndBearsTheMark(
            @ForAll("displayNames") String displayName,
            @ForAll("ids") UUID authorizationId,
            @ForAll("expiries") Instant validTo) {
        // When
        String successor = TokenName.successorOf(displayName, authorizationId, validTo);

        // Then
        assertThat(successor)
                .isEqualTo(TokenName.successorOf(displayName, authorizationId, validTo))
                .startsWith(TokenName.baseOf(displayName));
        assertThat(Lineage.of("contoso", successor)).isEqualTo(Lineage.of("contoso", displayName));
        assertThat(TokenName.bearsPatrolsMark(successor)).isTrue();
    }

    @Property
    void tokensOfOneNameHaveSuccessorsOfTheirOwn(@ForAll("ids") UUID one, @ForAll("expiries") Instant validTo) {
        // Given
        UUID other = new UUID(one.getMostSignificantBits(), ~one.getLeastSignificantBits());

        // When
        String successor = TokenName.successorOf("build farm", one, validTo);

        // Then
        assertThat(successor).isNotEqualTo(TokenName.successorOf("build farm", other, validTo));
    }

    @ParameterizedTest
    @CsvSource({
        "build farm-v20260302123456, true",
        "build farm-v2,              false",
        "build farm,                 false",
        "build farm-v20260302,       false",
        "build farm-v19990302123456, false",
        "build farm-v20260302123456-old, false",
        "-v20260302123456,           false",
    })
    void onlyNamesThatPatrolGivesBearItsMark(String displayName, boolean expected) {
        // When
        boolean bears = TokenName.bearsPatrolsMark(displayName);

        // Then
        assertThat(bears).isEqualTo(expected);
    }

    @Test
    void halvesOfSurrogatePairsAreReplacedAndWholePairsKept() {
        // Given
        String name = "\ud83d\ude80 \ud83d \ude80 \ude80\ud83d";

        // When
        String wellFormed = TokenName.wellFormed(name);

        // Then
        assertThat(wellFormed).isEqualTo("\ud83d\ude80 \ufffd \ufffd \ufffd\ufffd");
    }
}
