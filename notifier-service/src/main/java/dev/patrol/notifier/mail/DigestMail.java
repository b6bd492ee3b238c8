package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What happened since the last one that could wait: one mail a day for one person. */
@Singleton
public final class DigestMail {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance digest(Frame frame, Digest digest);
    }

    private static final Set<Class<? extends Event>> WITH_A_SECTION =
            Set.of(TokenRotated.class, TokenExpiring.class, TokenRevoked.class, RotationAcknowledged.class);

    /**
     * The sections.
     *
     * @param ended tokens that were revoked, and dependents that use a successor
     * @param byHand how many expiring tokens Patrol does not rotate by itself
     */
    public record Digest(
            Rows<TokenRotated> rotated,
            Rows<TokenExpiring> expiring,
            Rows<EventLine> ended,
            Rows<EventLine> other,
            long byHand) {}

    /**
     * Writes the digest.
     *
     * @param events in any order
     * @param at when it is written; days left are counted from here
     */
    public Mail compose(List<Envelope<? extends Event>> events, Instant at) {
        List<TokenExpiring> expiring = of(TokenExpiring.class, events).stream()
                .sorted(Comparator.comparing(event -> event.token().validTo()))
                .toList();
        Digest digest = new Digest(
                Rows.of(of(TokenRotated.class, events)),
                Rows.of(expiring),
                Rows.of(lines(events, Set.of(TokenRevoked.class, RotationAcknowledged.class), true)),
                Rows.of(lines(events, WITH_A_SECTION, false)),
                expiring.stream().filter(event -> !event.isRotatedByPatrol()).count());
        Tone tone = digest.byHand() == 0 && digest.other().isEmpty() ? Tone.ROUTINE : Tone.ATTENTION;
        return Mail.of(tone, subject(digest, at), Templates.digest(Frame.of(tone, at, events.size()), digest));
    }

    private static String subject(Digest digest, Instant at) {
        StringBuilder subject = new StringBuilder("Digest of " + Words.date(at));
        append(subject, digest.rotated(), "rotated");
        append(subject, digest.expiring(), "expiring");
        append(subject, digest.ended(), "revoked or acknowledged");
        append(subject, digest.other(), "other");
        return subject.toString();
    }

    private static void append(StringBuilder subject, Rows<?> section, String words) {
        if (!section.isEmpty()) {
            subject.append(", ")
                    .append(Words.count(section.total()))
                    .append(' ')
                    .append(words);
        }
    }

    private static <T extends Event> List<T> of(Class<T> type, List<Envelope<? extends Event>> events) {
        return inOrder(events).stream()
                .map(Envelope::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<EventLine> lines(
            List<Envelope<? extends Event>> events, Set<Class<? extends Event>> types, boolean among) {
        return inOrder(events).stream()
                .filter(event -> types.contains(event.payload().getClass()) == among)
                .map(EventLines::of)
                .toList();
    }

    private static List<Envelope<? extends Event>> inOrder(List<Envelope<? extends Event>> events) {
        return events.stream().sorted(Comparator.comparing(Envelope::time)).toList();
    }
}
