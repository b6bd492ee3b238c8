package dev.patrol.notifier.mail;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the composer of an event by its type. */
@ApplicationScoped
public class MailComposers {
    private final Map<Class<? extends Event>, MailComposer<?>> composers;

    MailComposers(@All List<MailComposer<?>> composers) {
        this.composers = composers.stream().collect(toUnmodifiableMap(MailComposer::type, identity()));
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
