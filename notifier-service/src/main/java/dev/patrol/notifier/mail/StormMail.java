package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Many events of one type at once, in one mail: a break-glass, or an outage of the vault. */
@Singleton
public final class StormMail {
    private static final Set<MessageType> ABOUT_EXPIRY =
            EnumSet.of(MessageType.TOKEN_EXPIRING, MessageType.ROTATION_FAILED);
    private static final Comparator<EventLine> NEXT_TO_DIE_FIRST =
            Comparator.comparing(EventLine::expires, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final int MOST_NAMED = 3;

    /**
     * What many events of one type come to.
     *
     * @param happened in a few words, for example {@code 5,000 tokens were revoked}
     * @param from time of the first
     * @param to time of the last
     * @param pressing whether somebody has to do something
     * @param named the organizations with most of them, for commands
     * @param kinds why, or how
     * @param common what is to be said of each, where that is the same; else empty
     * @param lines the first of them; where it matters when they expire, those that die next
     */
    public record Storm(
            MessageType type,
            String happened,
            Instant from,
            Instant to,
            boolean pressing,
            List<String> named,
            List<Total> organizations,
            List<Total> kinds,
            String common,
            Rows<EventLine> lines) {
        /** Where all of them are. */
        public String topic() {
            return type.topic().topicName();
        }

        /** Whether it matters how long the tokens would live by themselves. */
        public boolean isAboutExpiry() {
            return ABOUT_EXPIRY.contains(type);
        }

        /** What stands over the moments in the table. */
        public String side() {
            return isAboutExpiry() ? "Expires" : "When";
        }
    }

    private final MailWriter writer;

    public StormMail(MailWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes the mail.
     *
     * @param events of one type, one at least, in any order
     * @throws IllegalArgumentException where there are none, or of several types
     */
    public Mail compose(List<Envelope<? extends Event>> events) {
        List<MessageType> types = events.stream().map(Envelope::type).distinct().toList();
        if (types.size() != 1) {
            throw new IllegalArgumentException("A storm is of events of one type, not of " + types.size());
        }
        MessageType type = types.get(0);
        Tone tone = tone(events);
        List<EventLine> lines = events.stream()
                .map(EventLines::of)
                .sorted(ABOUT_EXPIRY.contains(type) ? NEXT_TO_DIE_FIRST : Comparator.comparing(EventLine::time))
                .toList();
        Instant from = lines.stream()
                .map(EventLine::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to = lines.stream()
                .map(EventLine::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Total> organizations = Total.by(EventLine::organization, lines);
        Storm storm = new Storm(
                type,
                happened(type, events.size()),
                from,
                to,
                tone != Tone.ROUTINE,
                organizations.stream().limit(MOST_NAMED).map(Total::name).toList(),
                organizations,
                Total.by(EventLine::kind, lines),
                common(lines),
                Rows.named(lines, organizations.size() > 1 ? EventLine::fullName : EventLine::name));
        return writer.write("storm", Frame.of(tone, to, events.size()), storm.happened(), Map.of("storm", storm));
    }

    private static String common(List<EventLine> lines) {
        List<String> details = lines.stream().map(EventLine::detail).distinct().toList();
        return details.size() == 1 ? details.get(0) : "";
    }

    private static String happened(MessageType type, int count) {
        String happened =
                switch (type) {
                    case TOKEN_EXPIRING -> "tokens expire soon";
                    case TOKEN_ROTATED -> "tokens were rotated";
                    case TOKEN_REVOKED -> "tokens were revoked";
                    case ROTATION_FAILED -> "rotations failed";
                    case TOKEN_COMPROMISED -> "signs of compromised tokens";
                    case TOKEN_UNUSED -> "tokens were not seen in use";
                    case POLICY_VIOLATED -> "findings against policy";
                    case POLICY_MENDED -> "findings are mended";
                    case TOKEN_CREATED -> "tokens were created";
                    case COMMAND_REFUSED -> "commands were refused";
                    case ROTATION_ACKNOWLEDGED -> "dependents use a new token";
                    case BREAK_GLASS_ENDED -> "ends of a break-glass or its dry run";
                    default -> "events " + type.typeName();
                };
        return Words.grouped(count) + " " + happened;
    }

    /** Of the most pressing event; many revocations at somebody's word are pressing, however each would be told. */
    private static Tone tone(List<Envelope<? extends Event>> events) {
        return events.stream()
                .map(event -> isOrderedRevocation(event.payload()) ? Tone.SECURITY : Tone.of(event.payload()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static boolean isOrderedRevocation(Event event) {
        return event instanceof TokenRevoked revoked
                && (revoked.trigger() == Trigger.COMMAND || revoked.trigger() == Trigger.POLICY);
    }
}
