package dev.patrol.notifier.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.notifier.mail.Mail;
import io.quarkus.qute.HtmlEscaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mails as files: the HTML, the plain text with its subject, and a page with all of them. */
final class PreviewFiles {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"><title>Patrol's mails</title></head>
            <body style="font-family:sans-serif;margin:24px;">
            <h1>Patrol's mails</h1>
            <table cellpadding="6">
            %s</table>
            </body></html>
            """;
    private static final String ROW =
            "<tr><td><a href=\"%1$s.html\">%1$s</a></td><td><a href=\"%1$s.txt\">text</a></td><td>%2$s</td></tr>\n";

    private final HtmlEscaper escaper = new HtmlEscaper(List.of());
    private final Path folder;

    PreviewFiles(Path folder) {
        this.folder = folder;
    }

    /** @return the page with all of them */
    Path write(Map<String, Mail> mails) throws IOException {
        Files.createDirectories(folder);
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, Mail> entry : mails.entrySet()) {
            String name = entry.getKey();
            Mail mail = entry.getValue();
            Files.writeString(folder.resolve(name + ".html"), mail.html(), UTF_8);
            Files.writeString(folder.resolve(name + ".txt"), asText(mail), UTF_8);
            rows.append(ROW.formatted(name, escaped(mail.subject())));
        }
        return Files.writeString(folder.resolve("index.html"), PAGE.formatted(rows), UTF_8);
    }

    static String asText(Mail mail) {
        return "Subject: " + mail.subject() + "\n\n" + mail.text();
    }

    private String escaped(String text) {
        return escaper.map(text, null);
    }
}
