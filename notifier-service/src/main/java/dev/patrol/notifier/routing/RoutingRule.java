package dev.patrol.notifier.routing;

import dev.patrol.model.MessageType;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.service.text.Glob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom some events are told. What a rule does not say fits every event.
 *
 * @param severity the least
 * @param organizations globs on names; an event that is about none fits no glob
 * @param tokens globs on display names
 * @param owners globs on owners, as Azure DevOps names them
 * @param recipients none means the default ones
 */
record RoutingRule(
        Set<MessageType> events,
        Optional<Severity> severity,
        List<Glob> organizations,
        List<Glob> tokens,
        List<Glob> owners,
        Optional<TimeWindow> when,
        Recipients recipients,
        Optional<Urgency> urgency) {

    /** @param owner whether the token's owner is among them, where their address is known */
    record Recipients(List<Recipient> named, boolean defaults, boolean owner) {
        static final Recipients DEFAULT = new Recipients(List.of(), true, false);

        Recipients {
            named = List.copyOf(named);
        }
    }

    RoutingRule {
        events = Set.copyOf(events);
        organizations = List.copyOf(organizations);
        tokens = List.copyOf(tokens);
        owners = List.copyOf(owners);
    }

    boolean fits(MessageType type, Facts facts, Instant now) {
        return (events.isEmpty() || events.contains(type))
                && severity.map(least -> facts.severity().compareTo(least) >= 0).orElse(true)
                && fits(organizations, facts.organizations())
                && fits(tokens, facts.token().map(Token::displayName).stream().toList())
                && fits(owners, facts.token().map(Token::owner).stream().toList())
                && when.map(window -> window.contains(now)).orElse(true);
    }

    private static boolean fits(List<Glob> globs, List<String> names) {
        return globs.isEmpty() || names.stream().anyMatch(name -> globs.stream().anyMatch(glob -> glob.matches(name)));
    }

    /** Patrol's own word for security stays: what is urgent is so whenever it is told by itself. */
    Urgency urgencyOf(Facts facts) {
        return urgency.map(wanted ->
                        wanted == Urgency.PROMPT && facts.urgency() == Urgency.URGENT ? Urgency.URGENT : wanted)
                .orElse(facts.urgency());
    }
}
