package dev.patrol.notifier.routing;

import static java.util.Objects.requireNonNull;

/** One of those whom an event is told. */
public record Route(Recipient to, Urgency urgency) {
    public Route {
        requireNonNull(to, "to");
        requireNonNull(urgency, "urgency");
    }
}
