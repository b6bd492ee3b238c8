package dev.patrol.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at the tokens of the demo from outside: the topics, the simulator and the inbox. */
final class Witness {
    private final SimulatorControl azure;
    private final Inbox inbox;
    private final Chronicle chronicle;

    Witness(SimulatorControl azure, Inbox inbox, Chronicle chronicle) {
        this.azure = azure;
        this.inbox = inbox;
        this.chronicle = chronicle;
    }

    /** What is to be seen of each token now, in the order of the tokens. */
    List<Observation> observe(List<SeededToken> tokens) {
        Map<String, List<ReceivedMail>> mails =
                inbox.mails().stream().collect(Collectors.groupingBy(mail -> localPart(mail.messageId())));
        return tokens.stream().map(token -> observe(token, mails)).toList();
    }

    private Observation observe(SeededToken seeded, Map<String, List<ReceivedMail>> mails) {
        UUID id = seeded.token().authorizationId();
        List<Happening> events = chronicle.concerning(id);
        List<Integer> mailsPerEvent =
                events.stream().map(event -> mailsOf(event, mails).size()).toList();
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
                revoked.stream()
                        .flatMap(end -> mailsOf(end, mails).stream())
                        .flatMap(mail -> dependents.namedIn(mail.text()).stream())
                        .distinct()
                        .toList(),
                mailsPerEvent.stream().mapToInt(Integer::intValue).sum(),
                (int) mailsPerEvent.stream().filter(count -> count == 0).count(),
                (int) mailsPerEvent.stream().filter(count -> count > 1).count());
    }

    private static List<ReceivedMail> mailsOf(Happening event, Map<String, List<ReceivedMail>> mails) {
        return mails.getOrDefault(mailIdOf(event.eventId()), List.of());
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

    private static String localPart(String messageId) {
        return messageId.replaceAll("^<|@.*$", "");
    }

    /** How the notifier makes a mail's Message-ID from the event's id. */
    private static String mailIdOf(String eventId) {
        return UUID.nameUUIDFromBytes(eventId.getBytes(UTF_8)).toString();
    }
}
