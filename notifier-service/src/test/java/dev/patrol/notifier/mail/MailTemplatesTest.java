package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every mail with its golden files. With {@code -Dgolden.rewrite=true} the files are written anew instead; look at
 * what changed before keeping it.
 */
@QuarkusTest
@ServiceTest
class MailTemplatesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "mails");

    @Inject
    MailComposers composers;

    static Stream<String> samples() {
        return SampleEvents.byName().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatTheGoldenFilesShow(String name) throws IOException {
        // Given
        Envelope<? extends Event> event = SampleEvents.byName().get(name);

        // When
        Mail mail = composers.compose(event);

        // Then
        assertGolden(name + ".html", mail.html());
        assertGolden(name + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text());
    }

    @Test
    void mailsEveryTypeOfEventButThoseThatPeopleNeedNotKnow() {
        // Given
        Set<Class<?>> silent = Set.of(TokenObserved.class, AuditEntry.class, RotationAcknowledged.class);

        // When
        Set<Class<? extends Event>> mailed = composers.types();

        // Then
        assertThat(Arrays.stream(MessageType.values())
                        .map(MessageType::payloadType)
                        .filter(Event.class::isAssignableFrom)
                        .filter(type -> !silent.contains(type)))
                .hasSize(10)
                .allMatch(mailed::contains);
        assertThat(mailed).hasSize(10);
    }

    private static void assertGolden(String file, String actual) throws IOException {
        Path golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual, UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(golden, UTF_8));
    }
}
