package dev.patrol.azuredevops;

import static java.util.Objects.requireNonNull;

import dev.patrol.azuredevops.pacing.Pacing;
import java.time.Duration;

/**
 * How the client asks.
 *
 * @param connectTimeout how long it waits for a connection
 * @param requestTimeout how long it waits for an answer and all of its body, from the moment that the call may start
 * @param verifyingRead what is read to see whether a token is accepted, below {@code /{organization}/_apis/} of {@link
 *     Endpoints#service()}, with a query where it needs one. That {@code connectionData} answers a token of any scope is
 *     documented nowhere, so it can be another address.
 * @param pacing how calls are spread over time
 * @param patience how long a call waits for its turn; with zero, one that is blocked is not made again
 * @param exchanges who hears of each request and its answer
 */
public record ClientSettings(
        Duration connectTimeout,
        Duration requestTimeout,
        String verifyingRead,
        Pacing pacing,
        Duration patience,
        Exchanges exchanges) {
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    public static final ClientSettings DEFAULT = new ClientSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            "connectionData",
            Pacing.DEFAULT,
            Duration.ofMinutes(1),
            Exchanges.UNHEARD);

    public ClientSettings {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("requestTimeout", requestTimeout);
        if (verifyingRead.contains("..") || !verifyingRead.matches("[A-Za-z0-9_][A-Za-z0-9_./?&=%$-]*")) {
            throw new IllegalArgumentException("\"" + verifyingRead + "\" is no address below _apis/");
        }
        requireNonNull(pacing, "pacing");
        requireNonNull(exchanges, "exchanges");
        if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("patience must be between 0 and 1 h, not " + patience);
        }
    }

    public ClientSettings withTimeouts(Duration connect, Duration request) {
        return new ClientSettings(connect, request, verifyingRead, pacing, patience, exchanges);
    }

    public ClientSettings withVerifyingRead(String path) {
        return new ClientSettings(connectTimeout, requestTimeout, path, pacing, patience, exchanges);
    }

    public ClientSettings withPacing(Pacing other, Duration otherPatience) {
        return new ClientSettings(connectTimeout, requestTimeout, verifyingRead, other, otherPatience, exchanges);
    }

    public ClientSettings heardBy(Exchanges listener) {
        return new ClientSettings(connectTimeout, requestTimeout, verifyingRead, pacing, patience, listener);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }
}
