package dev.patrol.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.local.mail.ReceivedMail;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final Dependents READERS = new Dependents(List.of("reader-a"), List.of("reader-b"));

    @Test
    void aMailOfTheRevocationAloneNamesWhoIsMissing() {
        // When
        List<String> missing = Witness.namedAsMissing(
                List.of(mail("Its overlap ended without an acknowledgement of reader-b.", "revoked")), READERS);

        // Then
        assertThat(missing).containsExactly("reader-b");
    }

    @Test
    void aDigestNamesWhoHasAcknowledged() {
        // When
        List<String> missing = Witness.namedAsMissing(
                List.of(mail("reader-a uses deploy. deploy was revoked.", "acknowledged", "revoked")), READERS);

        // Then
        assertThat(missing).isEmpty();
    }

    private static ReceivedMail mail(String text, String... eventIds) {
        return new ReceivedMail(
                1,
                "<1@contoso.example>",
                Instant.EPOCH,
                "patrol@contoso.example",
                List.of("team@contoso.example"),
                "[Patrol]",
                "",
                text,
                List.of(),
                List.of(eventIds));
    }
}
