package dev.patrol.rotator.tokens;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.TokenUnknown;
import dev.patrol.azuredevops.IssuedToken;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.azuredevops.TokenRequest;
import dev.patrol.azuredevops.TokenValue;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * The calls of one organization that a rotation needs. Calls that may be made twice are repeated, a few times and with growing
 * waits, where the failure may pass; a creation never is, since its answer may be lost after the token was made.
 */
public final class TokenApi {
    private static final Logger LOG = Logger.getLogger(TokenApi.class);
    /** As many as a page of a list has: the lists also have what died long ago, and may be long. */
    private static final int MOST_ASKED_FOR_ONE_BY_ONE = 100;

    private final AzureDevOpsClient client;
    private final String organization;
    private final LiveTokens alive;
    private final Clock clock;
    private final Duration listMaxAge;
    private final Guard retries;

    TokenApi(
            AzureDevOpsClient client,
            String organization,
            TokenApiSettings settings,
            Clock clock,
            ManagedExecutor executor) {
        this.client = client;
        this.organization = organization;
        this.listMaxAge = settings.listMaxAge();
        this.alive = new LiveTokens(
                () -> list(TokenListFilter.ACTIVE),
                clock,
                read -> executor.execute(() -> readAhead(read)),
                timeToRead -> maxAge(timeToRead).multipliedBy(2).dividedBy(3));
        this.clock = clock;
        this.retries = Guard.create()
                .withRetry()
                .maxRetries(settings.retries())
                .delay(settings.retryDelay().toMillis(), ChronoUnit.MILLIS)
                .jitter(settings.retryDelay().toMillis() / 2, ChronoUnit.MILLIS)
                .whenException(failure -> failure instanceof AzureDevOpsException known && known.isTransient())
                .withExponentialBackoff()
                .maxDelay(settings.retryMaxDelay().toMillis(), ChronoUnit.MILLIS)
                .done()
                .done()
                .build();
    }

    public String organization() {
        return organization;
    }

    public IssuedToken create(TokenRequest request) {
        return client.createToken(organization, request);
    }

    /** A token, if it could be used at some moment after the one given. */
    public Optional<PersonalAccessToken> findAlive(UUID authorizationId, Instant since) {
        return alive.find(authorizationId, since);
    }

    /** Every token that could be used at some moment after this call. */
    public Collection<PersonalAccessToken> allAlive() {
        return alive.all(clock.instant());
    }

    /** Every token that could be used at some moment after the one given. */
    public Collection<PersonalAccessToken> allAlive(Instant since) {
        return alive.all(since);
    }

    /** Every token of exactly this display name that could be used at some moment after the one given. */
    public List<PersonalAccessToken> findAliveByName(String displayName, Instant since) {
        return alive.named(displayName, since);
    }

    /**
     * What Azure DevOps says of dead tokens, in the order of their ids; those that it does not know are left out. Of many the lists
     * of dead tokens are read, one call for each hundred, and only what they don't have is asked for by its id.
     */
    public List<PersonalAccessToken> describeDead(Set<UUID> authorizationIds) {
        Map<UUID, PersonalAccessToken> described = new TreeMap<>();
        if (authorizationIds.size() > MOST_ASKED_FOR_ONE_BY_ONE) {
            for (TokenListFilter dead : List.of(TokenListFilter.REVOKED, TokenListFilter.EXPIRED)) {
                list(dead).stream()
                        .filter(token -> authorizationIds.contains(token.authorizationId()))
                        .forEach(token -> described.put(token.authorizationId(), token));
            }
        }
        authorizationIds.stream().filter(id -> !described.containsKey(id)).forEach(id -> patiently(
                        () -> client.findToken(organization, id))
                .ifPresent(token -> described.put(id, token)));
        return List.copyOf(described.values());
    }

    /** Makes sure that there is a list of live tokens that was begun after a moment. */
    public void list(Instant since) {
        alive.all(since);
    }

    /** How long it took to read the list of live tokens the last time. */
    public Duration timeToList() {
        return alive.timeToRead();
    }

    /**
     * How old a list of tokens may be where nothing is known to have changed. Reading it takes one call per hundred tokens,
     * so a long one is used longer: no more than a twentieth of the time goes into reading it.
     */
    public Duration listMaxAge() {
        return maxAge(alive.timeToRead());
    }

    private Duration maxAge(Duration timeToRead) {
        Duration twentyfold = timeToRead.multipliedBy(20);
        return twentyfold.compareTo(listMaxAge) > 0 && !listMaxAge.isZero() ? twentyfold : listMaxAge;
    }

    /** Revokes a token; one that is already dead or unknown is as it should be. */
    public void revoke(UUID authorizationId) {
        patiently(() -> {
            try {
                client.revokeToken(organization, authorizationId);
                return true;
            } catch (TokenUnknown alreadyGone) {
                return false;
            }
        });
    }

    /**
     * Lets a token die at a time that is earlier than its own end; never later. Empty where it is dead already.
     *
     * @return as Azure DevOps describes it then
     */
    public Optional<PersonalAccessToken> shorten(UUID authorizationId, Instant validTo) {
        Optional<PersonalAccessToken> found = findAlive(authorizationId, clock.instant());
        return found.filter(token -> token.validTo().isAfter(validTo))
                .map(token -> patiently(() -> client.updateToken(
                        organization,
                        authorizationId,
                        new TokenRequest(token.displayName(), token.scopes(), validTo, token.allOrganizations()))))
                .or(() -> found);
    }

    public boolean authenticates(TokenValue value) {
        return patiently(() -> client.authenticates(organization, value));
    }

    private static void readAhead(Runnable read) {
        try {
            read.run();
        } catch (AzureDevOpsException e) {
            LOG.debugf("No list of tokens ahead of need: %s", e.getMessage());
        }
    }

    private List<PersonalAccessToken> list(TokenListFilter filter) {
        return patiently(() -> {
            List<PersonalAccessToken> tokens = new ArrayList<>();
            client.forEachToken(organization, filter, tokens::add);
            return tokens;
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T patiently(Supplier<T> call) {
        return (T) retries.get(call::get, Object.class);
    }
}
