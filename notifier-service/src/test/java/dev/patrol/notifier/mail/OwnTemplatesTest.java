package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.TokenUnused;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that somebody has put in the place of Patrol's. */
class OwnTemplatesTest {
    private static final ZoneId ZONE = ZoneId.of("UTC");

    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    @Test
    void takeThePlaceOfTheBuiltInOnesAndLeaveTheOthers() {
        // When
        Mail mail = mail(Map.of("mails/token-unused.html", "<p>{event.token.displayName}</p>"), "ci");

        // Then
        assertThat(mail.html()).isEqualTo("<p>ci</p>");
        assertThat(mail.text()).contains("WHAT YOU DO");
    }

    @Test
    void useTheBuiltInPartsAndTags() {
        // When
        Mail mail = mail(
                Map.of(
                        "mails/token-unused.html",
                        "{#include parts/layout.html frame=frame}{#title}Ours{/title}{#details}"
                                + "{#facts}{#fact label=\"Name\"}{event.token.displayName}{/fact}{/facts}{/details}{/include}"),
                "ci");

        // Then
        assertThat(mail.html()).contains("<title>Ours</title>", ">Name</td>", ">ci</td>");
    }

    @Test
    void canBringAPartForAllMails() {
        // When
        Mail mail = mail(Map.of("parts/layout.txt", "CONTOSO\n{#insert title}{/insert}"), "ci");

        // Then
        assertThat(mail.text()).startsWith("CONTOSO\nA token was not seen in use");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areEscapedHoweverTheyPrint(String hostile) {
        // Given
        String template =
                "<p>{event.token.displayName}|{event.token.lineage}|{event.token.scopes}|{event.token}|{event}</p>";

        // When
        Mail mail = mail(Map.of("mails/token-unused.html", template, "mails/token-unused.txt", template), hostile);

        // Then
        assertThat(mail.html().replaceAll("^<p>|</p>$", "")).doesNotContain("<", ">", "\"", "'", "\n");
        assertThat(mail.text().stripTrailing()).doesNotContain("\n", "\r");
        assertThat(mail.html() + mail.text())
                .doesNotContain(HostileTexts.Values.TOKEN, HostileTexts.Values.OLDER_TOKEN);
    }

    @Test
    void giveWayToTheBuiltInOnesWhereAnEventIsTooMuchForThem() {
        // Given
        String template = "{event.token.owner.length}{event.lastUsed.epochSecond}";

        // When
        Mail mail = new MailComposers(MailWriter.of(folder(Map.of("mails/token-unused.txt", template)), ZONE))
                .compose(SampleEvents.envelope("never used", (TokenUnused)
                        SampleEvents.byName().get("token-unused-revoked").payload()));

        // Then
        assertThat(mail.text()).contains("No audited action was ever done");
    }

    private static Mail mail(Map<String, String> templates, String text) {
        return new MailComposers(MailWriter.strict(folder(templates), ZONE))
                .compose(SampleEvents.envelope("unused", HostileTexts.event(TokenUnused.class, text)));
    }

    private static TemplateFolder folder(Map<String, String> templates) {
        return new TemplateFolder(Path.of("templates"), templates, List.of());
    }
}
