package dev.patrol.notifier.routing;

import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.MessageType;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whom an event is told. The first rule that fits holds, and the default recipients get what no rule fits and what
 * would reach nobody otherwise. Beside them, programs are told what they are registered for.
 */
public final class RoutingRules {
    private final List<RoutingRule> rules;
    private final List<Recipient> defaults;
    private final List<Subscription> subscriptions;

    RoutingRules(List<RoutingRule> rules, List<Recipient> defaults, List<Subscription> subscriptions) {
        this.rules = List.copyOf(rules);
        this.defaults = List.copyOf(defaults);
        this.subscriptions = List.copyOf(subscriptions);
    }

    /** A program that is told; of which events. */
    record Subscription(Recipient to, Set<MessageType> events) {
        boolean has(MessageType type) {
            return events.isEmpty() || events.contains(type);
        }
    }

    /** Everybody who is told where nothing else is said. */
    public List<Recipient> defaults() {
        return defaults;
    }

    /** Whom it is told, each once; nobody is told that they can't be reached. */
    public List<Route> decide(Event event, Instant now) {
        MessageType type = MessageType.of(event);
        Facts facts = Facts.of(event);
        Optional<RoutingRule> rule =
                rules.stream().filter(one -> one.fits(type, facts, now)).findFirst();
        Urgency urgency = rule.map(one -> one.urgencyOf(facts)).orElse(facts.urgency());
        Map<Recipient, Urgency> told = new LinkedHashMap<>();
        rule.<Collection<Recipient>>map(one -> resolve(one.recipients(), facts))
                .orElse(defaults)
                .forEach(recipient -> told.put(recipient, urgency));
        subscriptions.stream()
                .filter(subscription -> subscription.has(type))
                .forEach(subscription -> told.putIfAbsent(subscription.to(), facts.urgency()));
        if (event instanceof MailUndelivered undelivered) {
            told.keySet().removeIf(recipient -> recipient.address().equalsIgnoreCase(undelivered.recipient()));
        }
        return told.entrySet().stream()
                .map(entry -> new Route(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Collection<Recipient> resolve(RoutingRule.Recipients wanted, Facts facts) {
        Set<Recipient> resolved = new LinkedHashSet<>(wanted.named());
        if (wanted.owner()) {
            facts.ownersAddress().map(Recipient::mail).ifPresent(resolved::add);
        }
        if (wanted.defaults() || resolved.isEmpty()) {
            resolved.addAll(defaults);
        }
        return resolved;
    }
}
