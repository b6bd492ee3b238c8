package dev.patrol.notifier.mail;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the composer of an event by its type. */
@Singleton
public final class MailComposers {
    private final Map<Class<? extends Event>, MailComposer<?>> composers;

    public MailComposers(MailWriter writer) {
        composers = Stream.<MailComposer<?>>of(
                        new AuditReportMail(writer),
                        new BreakGlassEndedMail(writer),
                        new CommandRefusedMail(writer),
                        new MailUndeliveredMail(writer),
                        new PolicyMendedMail(writer),
                        new PolicyViolatedMail(writer),
                        new RotationFailedMail(writer),
                        new SignInRequiredMail(writer),
                        new TokenCompromisedMail(writer),
                        new TokenCreatedMail(writer),
                        new TokenExpiringMail(writer),
                        new TokenRevokedMail(writer),
                        new TokenRotatedMail(writer),
                        new TokenUnusedMail(writer))
                .collect(toUnmodifiableMap(MailComposer::type, identity()));
    }

    /** Types of event that are mailed. */
    public Set<Class<? extends Event>> types() {
        return composers.keySet();
    }

    /** @throws IllegalArgumentException where events of this type are not mailed */
    public <T extends Event> Mail compose(Envelope<T> event) {
        @SuppressWarnings("unchecked") // The map's keys are the composers' own types.
        MailComposer<T> composer =
                (MailComposer<T>) composers.get(event.payload().getClass());
        if (composer == null) {
            throw new IllegalArgumentException("A " + event.type().typeName() + " is not mailed");
        }
        return composer.compose(event);
    }
}
