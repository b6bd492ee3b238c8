package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text an event carries, in whichever field: the mail around it stays as it is. */
class HostileTextTest {
    private static final String HARMLESS = "harmless";
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern LINK =
            Pattern.compile("href=\"(https://dev\\.azure\\.com/[A-Za-z0-9%._~*-]*/_usersSettings/tokens)\"");

    private final MailComposers composers = new MailComposers(MailWriter.of(ZoneId.of("UTC")));

    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void leavesTheMarkupAsItIs(String hostile) {
        for (Class<? extends Event> type : composers.types()) {
            // When
            Mail mail = mailOf(type, hostile);

            // Then
            assertThat(tags(mail)).as(type.getSimpleName()).isEqualTo(tags(mailOf(type, HARMLESS)));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void addsNoLineToThePlainText(String hostile) {
        for (Class<? extends Event> type : composers.types()) {
            // When
            Mail mail = mailOf(type, hostile);

            // Then
            assertThat(mail.text().lines())
                    .as(type.getSimpleName())
                    .hasSameSizeAs(mailOf(type, HARMLESS).text().lines().toList());
            assertThat(mail.text())
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|[\\u2028\\u2029\\u202A-\\u202E\\p{Cs}]");
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsTheSubjectOneShortLine(String hostile) {
        for (Class<? extends Event> type : composers.types()) {
            // When
            Mail mail = mailOf(type, hostile);

            // Then
            assertThat(mail.subject())
                    .startsWith("[Patrol]")
                    .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E]");
            assertThat(mail.subject().codePointCount(0, mail.subject().length()))
                    .isLessThanOrEqualTo(Mail.LONGEST_SUBJECT);
        }
    }

    private <T extends Event> Mail mailOf(Class<T> type, String text) {
        return composers.compose(new Envelope<>(
                text,
                URI.create("/test"),
                SampleEvents.TODAY,
                "story of " + text,
                Optional.empty(),
                HostileTexts.event(type, text)));
    }

    /** Every tag with its attributes, links as far as they are good ones. */
    private static List<String> tags(Mail mail) {
        return TAG.matcher(LINK.matcher(mail.html()).replaceAll("href"))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
