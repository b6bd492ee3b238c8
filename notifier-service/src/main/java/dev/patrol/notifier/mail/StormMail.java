package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Many events of one type at once, in one mail: a break-glass, or an outage of the vault. */
@Singleton
public final class StormMail {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance storm(Frame frame, Storm storm);
    }

    private static final Comparator<EventLine> NEXT_TO_DIE_FIRST =
            Comparator.comparing(EventLine::expires, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * What many events of one type come to.
     *
     * @param happened in a few words, for example {@code 5,000 tokens were revoked}
     * @param from time of the first
     * @param to time of the last
     * @param lines the tokens that die next first
     */
    public record Storm(
            MessageType type,
            String happened,
            Instant from,
            Instant to,
            List<Total> organizations,
            List<Total> kinds,
            Rows<EventLine> lines) {
        /** Where all of them are. */
        public String topic() {
            return type.topic().topicName();
        }

        /** Whether it matters how long the tokens would live by themselves. */
        public boolean isAboutExpiry() {
            return type == MessageType.TOKEN_EXPIRING || type == MessageType.ROTATION_FAILED;
        }
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
        List<Envelope<? extends Event>> inOrder =
                events.stream().sorted(Comparator.comparing(Envelope::time)).toList();
        List<EventLine> lines =
                inOrder.stream().map(EventLines::of).sorted(NEXT_TO_DIE_FIRST).toList();
        Instant end = inOrder.get(inOrder.size() - 1).time();
        Storm storm = new Storm(
                types.get(0),
                happened(types.get(0), events.size()),
                inOrder.get(0).time(),
                end,
                Total.by(EventLine::organization, lines),
                Total.by(EventLine::kind, lines),
                Rows.of(lines));
        Tone tone = tone(events);
        return Mail.of(tone, storm.happened(), Templates.storm(Frame.of(tone, end, events.size()), storm));
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
                    case ROTATION_ACKNOWLEDGED -> "dependents use a new token";
                    default -> "events " + type.typeName();
                };
        return Words.count(count) + " " + happened;
    }

    private static Tone tone(List<Envelope<? extends Event>> events) {
        Event first = events.get(0).payload();
        return switch (MessageType.of(first)) {
            case TOKEN_COMPROMISED -> Tone.SECURITY;
            case ROTATION_FAILED, SIGN_IN_REQUIRED, MAIL_UNDELIVERED -> Tone.FAILED;
            case TOKEN_REVOKED ->
                events.stream()
                                .map(event -> ((TokenRevoked) event.payload()).trigger())
                                .allMatch(trigger -> trigger == Trigger.EXPIRY || trigger == Trigger.RECONCILIATION)
                        ? Tone.ROUTINE
                        : Tone.SECURITY;
            case TOKEN_ROTATED, ROTATION_ACKNOWLEDGED -> Tone.ROUTINE;
            default -> Tone.ATTENTION;
        };
    }
}
