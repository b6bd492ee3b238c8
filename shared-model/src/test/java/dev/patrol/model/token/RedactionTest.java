package dev.patrol.model.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String TOKEN = "a1B2".repeat(13) + "JQQJ99" + "C3d4e".repeat(3) + "xyz" + "AZDO" + "q9Zx";
    private static final String OLDER_TOKEN =
            "abcdefghijklmnopqrstuvwxyz234567".repeat(2).substring(0, 52);

    /** Where tokens are met; {@code <t>} stands for the token. */
    private static final String[] PLACES = {
        "<t>",
        "The token <t> was refused.",
        "token=<t>&scope=vso.code",
        "https://user:<t>@example.org/shop.git",
        "pat_<t>",
        "(<t>)",
        "<t>\n<t>",
        "{\"patToken\":{\"displayName\":\"x\",\"token\":\"<t>\"}}",
        "{\"details\":\"first line\\n<t>\\tand more\"}",
        "{\"details\":\"\\u003d<t>\"}",
        "url%3A<t>%20and%2F<t>",
    };

    static Stream<String> newerTokens() {
        return Stream.of(PLACES).map(place -> place.replace("<t>", TOKEN));
    }

    static Stream<String> olderTokens() {
        return Stream.of(PLACES).map(place -> place.replace("<t>", OLDER_TOKEN));
    }

    @Provide
    Arbitrary<String> alphanumerics() {
        return Arbitraries.strings().alpha().numeric().ofLength(76);
    }

    @Test
    void theExamplesHaveTheLengthsOfRealTokens() {
        assertThat(TOKEN).hasSize(84);
        assertThat(TOKEN.indexOf("AZDO")).isEqualTo(76);
        assertThat(OLDER_TOKEN).hasSize(52);
    }

    @ParameterizedTest
    @MethodSource("newerTokens")
    void tokensAreTakenOutWhereverTheyStand(String text) {
        // When
        String redacted = Redaction.redact(text);

        // Then
        assertThat(redacted).contains("[redacted]").doesNotContain("AZDO").doesNotContain(TOKEN.substring(0, 20));
    }

    @ParameterizedTest
    @MethodSource("olderTokens")
    void tokensOfTheOlderFormAreTakenOutWhereverTheyStand(String text) {
        // When
        String redacted = Redaction.redact(text);

        // Then
        assertThat(redacted).contains("[redacted]").doesNotContain(OLDER_TOKEN.substring(0, 20));
    }

    @Property
    void noTokenSurvives(@ForAll("alphanumerics") String random, @ForAll String before, @ForAll String after) {
        // Given
        String token = random + "AZDO" + random.substring(0, 4);

        // When
        String redacted = Redaction.redact(before + token + after);

        // Then
        assertThat(redacted).doesNotContain(token).contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: %s @",
                "authorization:%s   @",
                "{\"Authorization\":\"%s @\"}",
                "{\"log\":\"line\\n%s @\"}",
                "curl -H 'Authorization: %s @' https://dev.azure.com",
                "header=%s%%20@"
            })
    void whatStandsBehindBasicAndBearerIsTakenOut(String place) {
        for (String scheme : new String[] {"Basic", "Bearer", "basic", "BEARER"}) {
            // Given
            String credential = scheme.toLowerCase(Locale.ROOT).equals("basic")
                    ? Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(UTF_8))
                    : "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl_-~";

            // When
            String redacted =
                    Redaction.redact(String.format(Locale.ROOT, place, scheme).replace("@", credential));

            // Then
            assertThat(redacted).contains("[redacted]").contains(scheme).doesNotContain(credential.substring(0, 12));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The token 'build farm-v2' of contoso dies in 7 days.",
                "Basic authentication is off; a bearer token is wanted.",
                "WWW-Authenticate: Bearer realm=\"contoso\", Basic realm=\"https://vssps.dev.azure.com/\"",
                "3b18e512dba79e4c8300dd08aeb37f8e728b8dad",
                "commit 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                "11111111-1111-4111-8111-111111111111",
                "{\"displayName\":\"\u65e5\u672c \ud83d\ude80\",\"scope\":\"vso.code vso.packaging\",\"token\":null}",
                "TF400813: The user 'x' is not authorized to access this resource.",
                "$1 \\1 ${x}"
            })
    void ordinaryTextStaysAsItIs(String text) {
        // When
        String redacted = Redaction.redact(text);

        // Then
        assertThat(redacted).isEqualTo(text);
    }

    @Test
    void whatIsLongerOrShorterThanAnOlderTokenIsSomethingElse() {
        // Given
        String digests =
                "x " + OLDER_TOKEN + "a " + OLDER_TOKEN.substring(1) + " " + OLDER_TOKEN.toUpperCase(Locale.ROOT);

        // When
        String redacted = Redaction.redact(digests);

        // Then
        assertThat(redacted).isEqualTo(digests);
    }
}
