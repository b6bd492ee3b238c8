package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text events carry, in whichever field: the mail around it stays as it is. */
class HostileTextTest {
    private static final String HARMLESS = "harmless";
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern LINK = Pattern.compile(
            "href=\"(https://dev\\.azure\\.com/([A-Za-z0-9%._~*-]|\\[redacted])*/(_usersSettings/tokens|_settings/))\"");

    private static final MailWriter WRITER = MailWriter.of(ZoneId.of("UTC"));
    private static final MailComposers COMPOSERS = new MailComposers(WRITER);

    private static final Map<String, Map<String, Mail>> MAILS = new ConcurrentHashMap<>();
    private static final Map<String, Mail> AROUND_HARMLESS = mailsAround(HARMLESS);

    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void leavesTheMarkupAsItIs(String hostile) {
        // When
        Map<String, Mail> mails = mailsAround(hostile);

        // Then
        SoftAssertions.assertSoftly(softly -> mails.forEach(
                (name, mail) -> softly.assertThat(tags(mail)).as(name).isEqualTo(tags(AROUND_HARMLESS.get(name)))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void addsNoLineToThePlainText(String hostile) {
        // When
        Map<String, Mail> mails = mailsAround(hostile);

        // Then
        SoftAssertions.assertSoftly(softly -> mails.forEach((name, mail) -> {
            softly.assertThat(mail.text().lines())
                    .as(name)
                    .hasSameSizeAs(AROUND_HARMLESS.get(name).text().lines().toList());
            softly.assertThat(mail.text())
                    .as(name)
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|[\\u2028\\u2029\\u202A-\\u202E\\p{Cs}]");
        }));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsTheSubjectOneShortLine(String hostile) {
        // When
        Map<String, Mail> mails = mailsAround(hostile);

        // Then
        SoftAssertions.assertSoftly(softly -> mails.forEach((name, mail) -> {
            softly.assertThat(mail.subject())
                    .as(name)
                    .startsWith("[Patrol]")
                    .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E]");
            softly.assertThat(mail.subject().codePointCount(0, mail.subject().length()))
                    .isLessThanOrEqualTo(Mail.LONGEST_SUBJECT);
        }));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void showsNoValueOfAToken(String hostile) {
        // When
        Map<String, Mail> mails = mailsAround(hostile);

        // Then
        SoftAssertions.assertSoftly(
                softly -> mails.forEach((name, mail) -> softly.assertThat(mail.subject() + mail.text() + mail.html())
                        .as(name)
                        .doesNotContain(HostileTexts.Values.TOKEN, HostileTexts.Values.OLDER_TOKEN)));
    }

    /** Of every type, whatever its flags say, by itself and many together; and a digest of all. */
    private static Map<String, Mail> mailsAround(String text) {
        return MAILS.computeIfAbsent(text, HostileTextTest::writeMails);
    }

    private static Map<String, Mail> writeMails(String text) {
        Map<String, Mail> mails = new LinkedHashMap<>();
        List<Envelope<? extends Event>> all = new ArrayList<>();
        StormMail storm = new StormMail(WRITER);
        for (int variant = 0; variant < HostileTexts.VARIANTS; variant++) {
            for (Class<? extends Event> type : eventTypes()) {
                Envelope<? extends Event> event = envelope(HostileTexts.event(type, text, variant), text);
                String name = type.getSimpleName() + " " + variant;
                if (COMPOSERS.types().contains(type)) {
                    mails.put(name, COMPOSERS.compose(event));
                }
                mails.put("Storm of " + name, storm.compose(Collections.nCopies(3, event)));
                all.add(event);
            }
        }
        mails.put("Digest", new DigestMail(WRITER).compose(all, SampleEvents.TODAY));
        return mails;
    }

    private static List<Class<? extends Event>> eventTypes() {
        return Arrays.<Class<?>>stream(Event.class.getPermittedSubclasses())
                .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                .toList();
    }

    private static <T extends Event> Envelope<T> envelope(T event, String text) {
        return new Envelope<>(
                text, URI.create("/test"), SampleEvents.TODAY, "story of " + text, Optional.empty(), event);
    }

    /** Every tag with its attributes, links as far as they are good ones. */
    private static List<String> tags(Mail mail) {
        return TAG.matcher(LINK.matcher(mail.html()).replaceAll("href"))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
