package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private final Words words = new Words(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "PT36H, 2",
        "PT24H, 1",
        "PT24H1S, 2",
        "PT1S, 1",
        "PT0.001S, 1",
        "PT0S, 0",
        "-PT1S, 0",
        "-P30D, 0",
        "P30D, 30"
    })
    void countsABegunDayAsOne(Duration left, long expected) {
        // Given
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        Token token =
                Token.of("contoso", new UUID(7, 7), "ci", List.of(), now, now.plus(left), false, Optional.empty());

        // When
        long daysLeft = Words.daysLeft(token, now);

        // Then
        assertThat(daysLeft).isEqualTo(expected);
    }

    @Test
    void writesAMomentWithItsOffset() {
        assertThat(words.moment(Instant.parse("2026-11-30T08:05:59.123Z"))).isEqualTo("2026-11-30 09:05 +01:00");
    }

    @ParameterizedTest
    @CsvSource({"contoso, contoso", "a b, a%20b", "a\"/>, a%22%2F%3E"})
    void linksToTheTokensOfAnyOrganization(String organization, String inLink) {
        assertThat(words.tokensPage(organization))
                .isEqualTo("https://dev.azure.com/" + inLink + "/_usersSettings/tokens");
    }
}
