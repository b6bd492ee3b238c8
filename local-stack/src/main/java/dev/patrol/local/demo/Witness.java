package dev.patrol.local.demo;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.local.events.Happening;
import dev.patrol.local.mail.Inbox;
import dev.patrol.local.mail.ReceivedMail;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at the tokens of the demo from outside: the topics, the simulator and, where there is one, the inbox. */
final class Witness {
    private final SimulatorControl azure;
    private final Optional<Inbox> inbox;
    private final Chronicle chronicle;

    Witness(SimulatorControl azure, Optional<Inbox> inbox, Chronicle chronicle) {
        this.azure = azure;
        this.inbox = inbox;
        this.chronicle = chronicle;
    }

    /** What is to be seen of each token now, in the order of the tokens. */
    List<Observation> observe(List<SeededToken> tokens) {
        Map<String, List<ReceivedMail>> mails = new HashMap<>();
        for (ReceivedMail mail : inbox.map(Inbox::mails).orElse(List.of())) {
            mail.eventIds().forEach(id -> mails.computeIfAbsent(id, ignored -> new ArrayList<>())
                    .add(mail));
        }
        return tokens.stream().map(token -> observe(token, mails)).toList();
    }

    private Observation observe(SeededToken seeded, Map<String, List<ReceivedMail>> mails) {
        UUID id = seeded.token().authorizationId();
        List<Happening> events = chronicle.concerning(id);
        Dependents dependents = seeded.wish().dependents();
        Optional<Happening> rotated = Chronicle.first(events, TokenRotated.class);
        Optional<Happening> revoked = Chronicle.first(events, TokenRevoked.class);
        List<TokenFact> successors = livingSuccessors(seeded);
        return new Observation(
                azure.token(id).filter(fact -> fact.state() == PatStatus.ALIVE).isPresent(),
                successors.size(),
                successors.size() == 1
                        && azure.secretHoldsToken(
                                seeded.token().secretName(), successors.get(0).authorizationId()),
                Chronicle.count(events, TokenExpiring.class),
                Chronicle.count(events, TokenRotated.class),
                Chronicle.count(events, TokenRevoked.class),
                Chronicle.count(events, RotationFailed.class),
                Chronicle.count(events, PolicyViolated.class),
                Chronicle.count(events, TokenCompromised.class),
                rotated.flatMap(beginning -> revoked.map(end -> OverlapEnd.of(beginning, end, dependents))),
                inbox.map(ignored -> mailed(events, mails, dependents, revoked)));
    }

    private static Observation.Mailed mailed(
            List<Happening> events,
            Map<String, List<ReceivedMail>> mails,
            Dependents dependents,
            Optional<Happening> revoked) {
        Map<Happening, Integer> mailsPerEvent = events.stream()
                .collect(Collectors.toMap(
                        event -> event, event -> mailsOf(event, mails).size()));
        return new Observation.Mailed(
                (int) events.stream()
                        .flatMap(event -> mailsOf(event, mails).stream())
                        .distinct()
                        .count(),
                revoked.map(end -> namedAsMissing(mailsOf(end, mails), dependents))
                        .orElse(List.of()),
                (int) mailsPerEvent.entrySet().stream()
                        .filter(entry -> entry.getValue() == 0 && !isOvertaken(entry.getKey(), revoked))
                        .count(),
                (int) mailsPerEvent.values().stream().filter(count -> count > 1).count());
    }

    /**
     * The dependents whom the mail of a revocation names. One that a dependent has not acknowledged is a mail of its own; a digest
     * names those that have.
     */
    static List<String> namedAsMissing(List<ReceivedMail> mails, Dependents dependents) {
        return mails.stream()
                .filter(mail -> mail.eventIds().size() == 1)
                .flatMap(mail -> dependents.namedIn(mail.text()).stream())
                .distinct()
                .toList();
    }

    /** That a token expires need not be told once it is dead. */
    private static boolean isOvertaken(Happening event, Optional<Happening> revoked) {
        return event.payload() instanceof TokenExpiring && revoked.isPresent();
    }

    private static List<ReceivedMail> mailsOf(Happening event, Map<String, List<ReceivedMail>> mails) {
        return mails.getOrDefault(event.eventId(), List.of());
    }

    /** The current version of a token's secret. */
    Optional<SecretFact> secretOf(SeededToken seeded) {
        return azure.secret(seeded.token().secretName()).stream()
                .filter(SecretFact::latest)
                .findFirst();
    }

    private List<TokenFact> livingSuccessors(SeededToken seeded) {
        return azure.tokens(DemoOrganization.NAME).stream()
                .filter(fact -> fact.displayName().equals(seeded.token().successorName()))
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .toList();
    }
}
