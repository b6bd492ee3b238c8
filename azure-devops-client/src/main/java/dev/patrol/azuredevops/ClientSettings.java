package dev.patrol.azuredevops;

import java.time.Duration;

/**
 * How the client asks.
 *
 * @param connectTimeout how long it waits for a connection
 * @param requestTimeout how long it waits for an answer and all of its body
 * @param verifyingRead what is read to see whether a token is accepted, below {@code /{organization}/_apis/} of {@link
 *     Endpoints#service()}, with a query where it needs one. That {@code connectionData} answers a token of any scope is
 *     documented nowhere, so it can be another address.
 */
public record ClientSettings(Duration connectTimeout, Duration requestTimeout, String verifyingRead) {
    private static final String CONNECTION_DATA = "connectionData";

    public static final ClientSettings DEFAULT = new ClientSettings(Duration.ofSeconds(10), Duration.ofSeconds(30));

    public ClientSettings {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("requestTimeout", requestTimeout);
        if (verifyingRead.contains("..") || !verifyingRead.matches("[A-Za-z0-9_][A-Za-z0-9_./?&=%$-]*")) {
            throw new IllegalArgumentException("\"" + verifyingRead + "\" is no address below _apis/");
        }
    }

    /** With {@code connectionData} as the verifying read. */
    public ClientSettings(Duration connectTimeout, Duration requestTimeout) {
        this(connectTimeout, requestTimeout, CONNECTION_DATA);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }
}
