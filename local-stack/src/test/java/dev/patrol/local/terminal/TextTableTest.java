package dev.patrol.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsAndLeavesNoBlanksAtTheEnd() {
        // When
        String table = new TextTable("TOKEN", "MAILS")
                .row("deploy-production", 3)
                .row("x", "")
                .toString();

        // Then
        assertThat(table.lines()).containsExactly("TOKEN              MAILS", "deploy-production  3", "x");
    }

    @Test
    void countsWideCharactersAsTwoColumnsAndCombiningOnesAsNone() {
        // When
        String table = new TextTable("A", "B")
                .row("🚀", 1)
                .row("名", 2)
                .row("e\u0301x", 3)
                .row("ab", 4)
                .toString();

        // Then
        assertThat(table.lines()).containsExactly("A   B", "🚀  1", "名  2", "e\u0301x  3", "ab  4");
    }

    @Test
    void keepsAHostileNameInItsCell() {
        // When
        String table = new TextTable("TOKEN", "STATE")
                .row("two\r\nlines\u202E", "alive")
                .row("n".repeat(5000), "alive")
                .toString();

        // Then
        assertThat(table.lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(60))
                .element(1)
                .asString()
                .startsWith("two␍␊lines\uFFFD ")
                .endsWith("  alive");
    }

    @Test
    void refusesARowOfAnotherLength() {
        // Given
        TextTable table = new TextTable("A", "B");

        // When, Then
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("only one"));
    }
}
