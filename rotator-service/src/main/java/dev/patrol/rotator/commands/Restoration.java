package dev.patrol.rotator.commands;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.Command;
import dev.patrol.model.Response;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.rotator.breakglass.Chosen;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Issues anew what is dead: every secret that Patrol has stored, that a filter chooses, and whose token does not live any more.
 * What the secret's tags and Azure DevOps say of the token is enough: the account of a break-glass is not needed. Each is a
 * rotation with the scopes that the dead token had, into the same secret.
 */
@ApplicationScoped
class Restoration {
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private final Organizations organizations;
    private final TokenApis tokens;
    private final Vaults vaults;
    private final TopicHistory history;
    private final Inbox inbox;
    private final Publisher publisher;
    private final CommandAnswers answers;
    private final Clock clock;

    Restoration(
            Organizations organizations,
            TokenApis tokens,
            Vaults vaults,
            TopicHistory history,
            Inbox inbox,
            Publisher publisher,
            CommandAnswers answers,
            Clock clock) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.vaults = vaults;
        this.history = history;
        this.inbox = inbox;
        this.publisher = publisher;
        this.answers = answers;
        this.clock = clock;
    }

    void restore(Envelope<? extends Command> command, TokenFilter filter, boolean includeCompromised) {
        List<Token> dead = deadOf(command.payload().concernedOrganization(), filter);
        Set<UUID> compromised = includeCompromised ? Set.of() : compromised();
        List<Token> again = dead.stream()
                .filter(token -> !compromised.contains(token.authorizationId()))
                .toList();
        again.forEach(token -> publisher.announce(
                new RotationRequested(
                        command.id(), token, true, true, command.payload().requestedBy()),
                command));
        answers.completed(command, said(again.size(), dead.size() - again.size()));
    }

    private static String said(int again, int leftOut) {
        String issued = again + (again == 1 ? " token is" : " tokens are") + " being issued anew.";
        return leftOut == 0 ? issued : issued + " Left out, since they were found compromised: " + leftOut + ".";
    }

    private List<Token> deadOf(String organization, TokenFilter filter) {
        Set<UUID> alive = tokens.of(organization).allAlive().stream()
                .map(PersonalAccessToken::authorizationId)
                .collect(Collectors.toSet());
        Set<UUID> held = new HashSet<>();
        vaults.of(organization)
                .forEachManaged(organization, secret -> secret.authorizationId().ifPresent(held::add));
        held.removeAll(alive);
        Chosen chosen = new Chosen(filter);
        AzureDevOpsClient client = organizations.client(organization).orElseThrow();
        return held.stream()
                .sorted()
                .flatMap(id -> client.findToken(organization, id).stream())
                .map(token -> DescribedToken.of(organization, token))
                .filter(chosen)
                .toList();
    }

    private Set<UUID> compromised() {
        Set<UUID> found = new HashSet<>();
        history.since(Topic.TOKEN_COMPROMISED, clock.instant().minus(LOOK_BACK), message -> {
            try {
                if (inbox.open(message).payload() instanceof TokenCompromised finding
                        && finding.token() != null
                        && finding.response() != Response.NOTIFY) {
                    found.add(finding.token().authorizationId());
                }
            } catch (MalformedMessage notOurs) {
                // The consumers of the topic send it to the dead letters.
            }
        });
        return found;
    }
}
