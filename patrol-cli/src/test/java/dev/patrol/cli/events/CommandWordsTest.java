package dev.patrol.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordsTest {
    @ParameterizedTest
    @CsvSource({
        "true, 'dry run, which revokes nothing: revoke all tokens of contoso, asked for by ana: drill'",
        "false, 'revoke all tokens of contoso, asked for by ana: drill'"
    })
    void nobodyTakesADryRunForARevocation(boolean dryRun, String words) {
        // Given
        TokenFilter everything = new TokenFilter("contoso", null, null, null, null);

        // When
        EventWords told = CommandWords.of(new RevokeAll(everything, "drill", "ana", false, dryRun, false, null));

        // Then
        assertThat(told.sentence()).isEqualTo(words);
    }
}
