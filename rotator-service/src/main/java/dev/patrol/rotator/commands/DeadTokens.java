package dev.patrol.rotator.commands;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.Response;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which secrets hold a token that is dead, and what is known of its death. */
@ApplicationScoped
class DeadTokens {
    /** How long the topics keep it. */
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private final Organizations organizations;
    private final TokenApis tokens;
    private final Vaults vaults;
    private final TopicHistory history;
    private final Inbox inbox;
    private final Clock clock;

    DeadTokens(
            Organizations organizations,
            TokenApis tokens,
            Vaults vaults,
            TopicHistory history,
            Inbox inbox,
            Clock clock) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.vaults = vaults;
        this.history = history;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** By the tags of the secrets that Patrol has stored, and what Azure DevOps says of their tokens. */
    List<Token> of(String organization) {
        Set<UUID> alive = tokens.of(organization).allAlive().stream()
                .map(PersonalAccessToken::authorizationId)
                .collect(Collectors.toSet());
        Set<UUID> held = new HashSet<>();
        vaults.of(organization)
                .forEachManaged(organization, secret -> secret.authorizationId().ifPresent(held::add));
        held.removeAll(alive);
        AzureDevOpsClient client = organizations.client(organization).orElseThrow();
        return held.stream()
                .sorted()
                .flatMap(id -> client.findToken(organization, id).stream())
                .map(token -> DescribedToken.of(organization, token))
                .toList();
    }

    /** What was found to be in wrong hands. */
    Set<UUID> compromised() {
        return said(
                Topic.TOKEN_COMPROMISED,
                payload -> payload instanceof TokenCompromised finding && finding.response() != Response.NOTIFY
                        ? Optional.ofNullable(finding.token())
                        : Optional.empty());
    }

    /** What was revoked on purpose, without a successor. */
    Set<UUID> revokedForGood() {
        return said(
                Topic.TOKEN_REVOKED,
                payload -> payload instanceof TokenRevoked revoked && revoked.forGood()
                        ? Optional.of(revoked.token())
                        : Optional.empty());
    }

    private Set<UUID> said(Topic topic, Function<Object, Optional<Token>> concerned) {
        Set<UUID> found = new HashSet<>();
        history.since(topic, clock.instant().minus(LOOK_BACK), message -> {
            try {
                concerned
                        .apply(inbox.open(message).payload())
                        .map(Token::authorizationId)
                        .ifPresent(found::add);
            } catch (MalformedMessage notOurs) {
                // The consumers of the topic send it to the dead letters.
            }
        });
        return found;
    }
}
