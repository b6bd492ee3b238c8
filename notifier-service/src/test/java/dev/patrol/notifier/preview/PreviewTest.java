package dev.patrol.notifier.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.mail.MailWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void writesEveryMailAndAPageThatLeadsToEach() throws IOException {
        // When
        int exitCode = run(folder.resolve("new/mails").toString());

        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString(UTF_8)).contains(folder + "/new/mails/index.html");
        String page = Files.readString(folder.resolve("new/mails/index.html"));
        for (Map.Entry<String, Mail> sample :
                SampleMails.by(MailWriter.of(ZoneId.of("UTC"))).entrySet()) {
            assertThat(page).contains("\"" + sample.getKey() + ".html\"", "\"" + sample.getKey() + ".txt\"");
            assertThat(folder.resolve("new/mails/" + sample.getKey() + ".html"))
                    .hasContent(sample.getValue().html());
            assertThat(folder.resolve("new/mails/" + sample.getKey() + ".txt"))
                    .hasContent(PreviewFiles.asText(sample.getValue()));
        }
    }

    @Test
    void escapesTheSubjects() throws IOException {
        // Given
        Mail mail = new Mail("[Patrol] <b>\"bold\"</b>", "", "", false);

        // When
        Path page = new PreviewFiles(folder).write(Map.of("bold", mail));

        // Then
        assertThat(page).content().contains("[Patrol] &lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        int exitCode = run(file.toString());

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains(file + " can't be written to", "--out");
    }

    @Test
    void wantsAFolder() {
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Preview.run(List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
