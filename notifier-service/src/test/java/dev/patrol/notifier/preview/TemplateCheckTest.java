package dev.patrol.notifier.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.mail.TemplateFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateCheckTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "mails/token-expiring.html | `<p>\n{#if event}\n</p>` | , line 3: unterminated section [if] detected",
                "mails/token-expiring.html | `<p>\n{event.token.displayNam}</p>` | , line 2: Property \"displayNam\" not found",
                "mails/token-expiring.txt | `\n\n{evnt.token}` | , line 3: Key \"evnt\" not found",
                "mails/storm.txt | `{storm.happened} {words.momnt(storm.from)}` | , line 1: Method \"momnt(storm.from)\" not found",
                "mails/digest.html | `{#eval digest /}` | , line 1: no section helper found for {#eval digest /}",
                "mails/token-unused.html | `{event.token.displayName.raw}` | , line 1: Property \"raw\" not found",
                "mails/token-unused.txt | `{event.token.class}` | , line 1: Property \"class\" not found",
                "mails/digest.html | `{#include parts/foo.html /}` | , line 1: ",
                "parts/layout.txt | `{#include parts/layout.txt /}` | includes itself",
                "tags/fact.html | `{#fact /}` | includes itself",
                "mails/token-expirng.html | `hello` | takes the place of no template",
                "tags/row.html | `{#rest rows=rows words=words /}` | includes itself",
                "token-expiring.html | `hello` | for example mails/token-expiring.html",
            })
    void saysInOneLineWhichFileWhereWhatAndWhatToDo(String name, String template, String said) throws IOException {
        // Given
        write(name, template, UTF_8);

        // When
        List<String> problems = check();

        // Then
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .contains(said.strip())
                .containsIgnoringCase("take")
                .startsWith(folder.resolve(name).toString())
                .doesNotContain("\n");
    }

    @Test
    void wantsUtf8() throws IOException {
        // Given
        write("mails/digest.txt", "Für alle", StandardCharsets.ISO_8859_1);

        // When
        List<String> problems = check();

        // Then
        assertThat(problems)
                .containsExactly(folder.resolve("mails/digest.txt") + " is not written in UTF-8. Save it in UTF-8.");
    }

    @Test
    void wantsAFolderThatIsThere() {
        // When
        List<String> problems = TemplateCheck.problemsOf(TemplateFolder.read(Optional.of(folder.resolve("none"))));

        // Then
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains("none can't be read", "Name a folder");
    }

    @Test
    void leavesWhatIsNoTemplateAlone() throws IOException {
        // Given
        write("README.md", "ours", UTF_8);
        write("mails/.digest.html.swp", "{#if", UTF_8);
        write("mails/digest.html", "<p>{words.date(frame.time)}</p>", UTF_8);

        // When
        List<String> problems = check();

        // Then
        assertThat(problems).isEmpty();
    }

    private List<String> check() {
        return TemplateCheck.problemsOf(TemplateFolder.read(Optional.of(folder)));
    }

    private void write(String name, String text, Charset charset) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, charset);
    }
}
