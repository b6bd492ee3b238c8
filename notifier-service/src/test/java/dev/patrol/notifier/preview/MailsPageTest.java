package dev.patrol.notifier.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.mail.MailWriter;
import dev.patrol.notifier.mail.TemplateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/mails.md} says of templates. */
class MailsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "mails.md");
    private static final Path TEMPLATES = Path.of("src", "main", "resources", "templates");
    private static final Pattern EXAMPLE = Pattern.compile("`(mails/[a-z-]+\\.txt)`:\n\n```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("\\((images/[^)]+)\\)");
    private static final long LARGEST_PICTURE = 150_000;

    @TempDir
    Path folder;

    @Test
    void namesEveryTemplate() throws IOException {
        // When
        String page = Files.readString(PAGE);

        // Then
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> TEMPLATES.relativize(file).toString().replaceFirst("\\.\\w+$", "")))
                    .isNotEmpty()
                    .allMatch(name -> page.contains("`" + name + "`")
                            || page.contains("`" + name + ".html`")
                            || page.contains("`" + name + ".txt`"));
        }
    }

    @Test
    void showsAnExampleThatWorks() throws IOException {
        // Given
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        Path file = folder.resolve(example.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, example.group(2));
        TemplateFolder own = TemplateFolder.read(Optional.of(folder));

        // When
        Mail mail = SampleMails.by(MailWriter.strict(own, ZoneId.of("UTC"))).get("token-unused");

        // Then
        assertThat(own.problems()).isEmpty();
        assertThat(mail.text())
                .startsWith("Does anybody need \"Package feed – reader\"?")
                .contains("200 days", "    ./patrol revoke --id ", "Owner:            kim@contoso.example");
    }

    @Test
    void showsSmallPicturesThatAreThere() throws IOException {
        // When
        Matcher pictures = PICTURE.matcher(Files.readString(PAGE));

        // Then
        assertThat(pictures.results().map(picture -> PAGE.resolveSibling(picture.group(1))))
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(Files.size(picture)).isLessThan(LARGEST_PICTURE));
    }
}
