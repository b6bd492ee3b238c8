package dev.patrol.notifier.mail;

import dev.patrol.model.AuditReport;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.MessageType;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Puts an event of any type into one line of a table; what people are seldom told is called by its type. */
final class EventLines {
    private static final Map<Class<? extends Event>, BiFunction<Event, Instant, EventLine>> BY_TYPE = new HashMap<>();

    static {
        put(TokenExpiring.class, EventLines::expiring);
        put(TokenRotated.class, EventLines::rotated);
        put(TokenRevoked.class, EventLines::revoked);
        put(RotationFailed.class, EventLines::failed);
        put(TokenCompromised.class, EventLines::compromised);
        put(TokenUnused.class, EventLines::unused);
        put(PolicyViolated.class, EventLines::violated);
        put(PolicyMended.class, EventLines::mended);
        put(SignInRequired.class, EventLines::signInRequired);
        put(RotationAcknowledged.class, EventLines::acknowledged);
        put(AuditReport.class, EventLines::report);
        put(MailUndelivered.class, EventLines::undelivered);
        put(TokenCreated.class, EventLines::created);
        put(CommandRefused.class, EventLines::refused);
        put(CommandCompleted.class, EventLines::completed);
        put(BreakGlassEnded.class, EventLines::brokeGlass);
    }

    private EventLines() {}

    static EventLine of(Envelope<? extends Event> event) {
        return BY_TYPE.getOrDefault(event.payload().getClass(), EventLines::other)
                .apply(event.payload(), event.time());
    }

    private static <T extends Event> void put(Class<T> type, BiFunction<T, Instant, EventLine> line) {
        BY_TYPE.put(type, (event, time) -> line.apply(type.cast(event), time));
    }

    private static EventLine other(Event event, Instant time) {
        String type = MessageType.of(event).typeName();
        return EventLine.of(event.subject(), "", type, type, time);
    }

    private static EventLine expiring(TokenExpiring event, Instant time) {
        String kind;
        if (event.isRotatedByPatrol()) {
            kind = "Patrol rotates it";
        } else {
            kind = event.token().isFullScope()
                    ? "Full access: Patrol can't rotate it"
                    : "Patrol does not rotate it by itself";
        }
        return EventLine.of(event.token(), kind, kind, time);
    }

    private static EventLine rotated(TokenRotated event, Instant time) {
        return EventLine.of(
                event.previous(),
                setOff(event.trigger()),
                "Its successor is " + event.successor().displayName(),
                time);
    }

    /** What completes a rotation has another reason each time, so that is counted by its trigger. */
    private static EventLine revoked(TokenRevoked event, Instant time) {
        boolean byItself = event.trigger() == Trigger.EXPIRY || event.trigger() == Trigger.RECONCILIATION;
        String detail =
                event.reason() + (event.requestedBy() == null ? "" : " Asked for by " + event.requestedBy() + ".");
        return EventLine.of(event.token(), byItself ? setOff(event.trigger()) : event.reason(), detail, time);
    }

    private static EventLine failed(RotationFailed event, Instant time) {
        return EventLine.of(
                event.token(),
                event.code() + " at " + event.step(),
                event.reason() + (event.willBeRetried() ? " Patrol tries again." : " Patrol does not try again."),
                time);
    }

    private static EventLine compromised(TokenCompromised event, Instant time) {
        String kind = event.rule() + ", " + event.severity();
        Token token = event.token();
        return token == null
                ? EventLine.of(event.tokenName(), event.organization(), kind, event.reason(), time)
                : EventLine.of(token, kind, event.reason(), time);
    }

    private static EventLine unused(TokenUnused event, Instant time) {
        return EventLine.of(
                event.token(),
                event.response() == Response.REVOKE ? "Patrol revokes it" : "A person has to decide",
                "Not seen in use for " + Words.counted(event.daysIdle(), "day"),
                time);
    }

    private static EventLine violated(PolicyViolated event, Instant time) {
        String kind = event.policy() + ", " + event.severity();
        return event.token() == null
                ? EventLine.of(event.policy(), event.organization(), kind, event.found(), time)
                : EventLine.of(event.token(), kind, event.found(), time);
    }

    private static EventLine mended(PolicyMended event, Instant time) {
        String kind = event.policy() + ", mended";
        return event.token() == null
                ? EventLine.of(event.policy(), event.organization(), kind, event.reason(), time)
                : EventLine.of(event.token(), kind, event.reason(), time);
    }

    private static EventLine signInRequired(SignInRequired event, Instant time) {
        String organizations = String.join(", ", event.organizations());
        return EventLine.of("Sign-in", organizations, event.reason(), event.found(), time);
    }

    private static EventLine acknowledged(RotationAcknowledged event, Instant time) {
        return EventLine.of(
                event.secretName(),
                event.organization(),
                event.dependent(),
                event.dependent() + " uses the new token",
                time);
    }

    private static EventLine report(AuditReport event, Instant time) {
        return EventLine.of(
                "Weekly report", event.organization(), "Weekly report", "It was mailed when it was made.", time);
    }

    private static EventLine undelivered(MailUndelivered event, Instant time) {
        return EventLine.of(event.recipient(), "", event.refused() ? "Refused" : "Put off", event.reason(), time);
    }

    private static EventLine created(TokenCreated event, Instant time) {
        return EventLine.of(event.token(), "Created", "Created for " + event.requestedBy() + ".", time);
    }

    private static EventLine refused(CommandRefused event, Instant time) {
        return EventLine.of(
                event.commandType(),
                event.organization() == null ? "" : event.organization(),
                event.code() + ", " + event.severity(),
                event.reason() + (event.requestedBy() == null ? "" : " Asked for by " + event.requestedBy() + "."),
                time);
    }

    private static EventLine completed(CommandCompleted event, Instant time) {
        return EventLine.of(
                event.commandType(),
                event.organization(),
                "Carried out",
                event.outcome() + " Asked for by " + event.requestedBy() + ".",
                time);
    }

    private static EventLine brokeGlass(BreakGlassEnded event, Instant time) {
        return EventLine.of(
                event.dryRun() ? "Dry run of a break-glass" : "Break-glass",
                event.organization(),
                event.isWhole() ? "Whole" : "Not whole",
                Words.counted(event.account().revoked(), "token") + " revoked. " + event.reason(),
                time);
    }

    private static String setOff(Trigger trigger) {
        return switch (trigger) {
            case EXPIRY -> "It was due";
            case COMMAND -> "Somebody asked for it";
            case COMPROMISE -> "It was found compromised";
            case POLICY -> "It broke a policy";
            case RECONCILIATION -> "An interrupted rotation was mended";
        };
    }
}
