package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenObserved;
import dev.patrol.notifier.preview.SampleMails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every mail with its golden files. With {@code -Dgolden.rewrite=true} the files are written anew instead; look at
 * what changed before keeping it.
 */
class MailTemplatesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "mails");

    private static Map<String, Mail> mails;

    @BeforeAll
    static void writeMails() throws IOException {
        mails = SampleMails.by(MailWriter.of(ZoneId.of("UTC")));
        if (Boolean.getBoolean("golden.rewrite")) {
            for (Path file : golden()) {
                Files.delete(file);
            }
            for (Map.Entry<String, Mail> mail : mails.entrySet()) {
                Files.writeString(
                        GOLDEN.resolve(mail.getKey() + ".html"), mail.getValue().html(), UTF_8);
                Files.writeString(GOLDEN.resolve(mail.getKey() + ".txt"), text(mail.getValue()), UTF_8);
            }
        }
    }

    static Stream<String> samples() {
        return mails.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatTheGoldenFilesShow(String name) throws IOException {
        // When
        Mail mail = mails.get(name);

        // Then
        assertThat(mail.html()).isEqualTo(Files.readString(GOLDEN.resolve(name + ".html"), UTF_8));
        assertThat(text(mail)).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt"), UTF_8));
    }

    @Test
    void hasNoGoldenFileThatNoMailIsComparedWith() throws IOException {
        // When
        List<Path> files = golden();

        // Then
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(mails.keySet().stream()
                        .flatMap(name -> Stream.of(name + ".html", name + ".txt"))
                        .toList());
    }

    @Test
    void mailsEveryTypeOfEventButThoseThatPeopleNeedNotKnow() {
        // Given
        Set<Class<?>> silent = Set.of(
                TokenObserved.class,
                TokenDeclared.class,
                AuditEntry.class,
                RotationAcknowledged.class,
                RotationRequested.class,
                CommandCompleted.class,
                BreakGlassProgressed.class);

        // When
        Set<Class<? extends Event>> mailed = new MailComposers(MailWriter.of(ZoneId.of("UTC"))).types();

        // Then
        assertThat(Arrays.stream(MessageType.values())
                        .map(MessageType::payloadType)
                        .filter(Event.class::isAssignableFrom)
                        .filter(type -> !silent.contains(type)))
                .hasSize(14)
                .allMatch(mailed::contains);
        assertThat(mailed).hasSize(14);
    }

    private static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList();
        }
    }

    private static String text(Mail mail) {
        return "Subject: " + mail.subject() + "\n\n" + mail.text();
    }
}
