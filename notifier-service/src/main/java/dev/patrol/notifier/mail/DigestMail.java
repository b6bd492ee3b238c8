package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.wire.Envelope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What could wait until the day's one mail, for one person. */
@Singleton
public final class DigestMail {
    private static final Set<Class<? extends Event>> ENDS = Set.of(TokenRevoked.class, RotationAcknowledged.class);
    private static final Set<Class<? extends Event>> WITH_A_SECTION =
            Set.of(TokenRotated.class, TokenExpiring.class, TokenRevoked.class, RotationAcknowledged.class);

    /**
     * The sections.
     *
     * @param expiring the tokens that die next first
     * @param byHand of the expiring ones: those that Patrol does not rotate by itself
     * @param ended tokens that were revoked, and dependents that use a successor
     */
    public record Digest(
            Rows<TokenExpiring> expiring,
            Rows<TokenExpiring> byHand,
            Rows<TokenRotated> rotated,
            Rows<EventLine> ended,
            Rows<EventLine> other) {}

    private static final Comparator<Envelope<? extends Event>> AS_IT_HAPPENED =
            Comparator.<Envelope<? extends Event>, Instant>comparing(Envelope::time)
                    .thenComparing(Envelope::id);

    private final MailWriter writer;

    public DigestMail(MailWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes the digest.
     *
     * @param events in any order; there may be none
     * @param at when it is written; days left are counted from here
     */
    public Mail compose(List<Envelope<? extends Event>> events, Instant at) {
        List<Envelope<? extends Event>> inOrder =
                events.stream().sorted(AS_IT_HAPPENED).toList();
        List<TokenExpiring> expiring = payloads(TokenExpiring.class, inOrder).stream()
                .sorted(Comparator.comparing(event -> event.token().validTo()))
                .toList();
        Digest digest = new Digest(
                tokens(expiring.stream().filter(TokenExpiring::isRotatedByPatrol)),
                tokens(expiring.stream().filter(event -> !event.isRotatedByPatrol())),
                Rows.named(
                        payloads(TokenRotated.class, inOrder),
                        event -> event.previous().lineage().toString()),
                lines(inOrder.stream()
                        .filter(event -> ENDS.contains(event.payload().getClass()))),
                lines(inOrder.stream()
                        .filter(event ->
                                !WITH_A_SECTION.contains(event.payload().getClass()))));
        boolean routine = digest.byHand().isEmpty() && digest.other().isEmpty();
        Frame frame = Frame.of(routine ? Tone.ROUTINE : Tone.ATTENTION, at, events.size());
        return writer.write("digest", frame, subject(digest, at), Map.of("digest", digest));
    }

    private static Rows<TokenExpiring> tokens(Stream<TokenExpiring> events) {
        return Rows.named(events.toList(), event -> event.token().lineage().toString());
    }

    private static Rows<EventLine> lines(Stream<Envelope<? extends Event>> events) {
        return Rows.named(events.map(EventLines::of).toList(), EventLine::fullName);
    }

    private String subject(Digest digest, Instant at) {
        StringBuilder subject = new StringBuilder("Digest of " + writer.words().date(at));
        append(subject, digest.byHand().total(), "to rotate by hand");
        append(subject, digest.expiring().total(), "expiring");
        append(subject, digest.rotated().total(), "rotated");
        append(subject, digest.ended().total(), "revoked or acknowledged");
        append(subject, digest.other().total(), "other");
        return subject.toString();
    }

    private static void append(StringBuilder subject, long count, String what) {
        if (count > 0) {
            subject.append(", ").append(Words.grouped(count)).append(' ').append(what);
        }
    }

    private static <T extends Event> List<T> payloads(Class<T> type, List<Envelope<? extends Event>> events) {
        return events.stream()
                .map(Envelope::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
