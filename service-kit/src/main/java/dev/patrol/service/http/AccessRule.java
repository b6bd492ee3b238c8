package dev.patrol.service.http;

import dev.patrol.model.Severity;
import dev.patrol.service.settings.HttpSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Who may make the service act: whoever shows one of its keys. Where it has none, whoever is on the same machine, if it listens
 * there only, and nobody otherwise. Made when the first request comes, since {@link AccessGuard} is made before there are settings.
 */
@ApplicationScoped
class AccessRule {
    private static final Logger LOG = Logger.getLogger(AccessRule.class);
    private static final String SCHEME = "Bearer ";
    private static final String FIND_OUT =
            "If this was none of yours, find out who can reach the service's port, and close it to them.";

    private final Optional<ApiKeys> keys;
    private final boolean onLoopback;

    /** @param host what the server is really told, whatever {@link HttpSettings} say */
    @Inject
    AccessRule(HttpSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
        this(settings.apiKeyFile().map(ApiKeys::new), isLoopback(host));
    }

    /** @param onLoopback whether the service can be reached from its own machine only */
    AccessRule(Optional<ApiKeys> keys, boolean onLoopback) {
        this.keys = keys;
        this.onLoopback = onLoopback;
    }

    /**
     * @param authorization the header
     * @param ofPage whether a page in a browser sent the request, as the browser says
     * @return empty where it may pass
     */
    Optional<Denial> denial(Optional<String> authorization, boolean ofPage) {
        if (keys.isPresent()) {
            return authorization
                    .map(value -> byKey(keys.get(), value))
                    .orElseGet(() -> Optional.of(new Denial(
                            Severity.MEDIUM,
                            "no-credential",
                            "without a key",
                            "Send a key of HTTP_API_KEY_FILE as Authorization: Bearer KEY. " + FIND_OUT)));
        }
        if (!onLoopback) {
            return Optional.of(new Denial(
                    Severity.MEDIUM,
                    "no-key-set",
                    "for what nobody may, since the service can be reached from other machines and has no key",
                    "Set HTTP_API_KEY_FILE, or HTTP_HOST=127.0.0.1. " + FIND_OUT));
        }
        // Any page that somebody on this machine looks at could ask, too.
        return ofPage
                ? Optional.of(new Denial(
                        Severity.HIGH,
                        "from-a-page",
                        "from a page in a browser",
                        "Find out which page it was: it acts without asking. With HTTP_API_KEY_FILE no page can."))
                : Optional.empty();
    }

    private static Optional<Denial> byKey(ApiKeys keys, String authorization) {
        if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && isKey(keys, authorization)) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                Severity.HIGH,
                "wrong-credential",
                "with a key that is not the service's",
                "Send a key of HTTP_API_KEY_FILE as Authorization: Bearer KEY. " + FIND_OUT));
    }

    private static boolean isKey(ApiKeys keys, String authorization) {
        try {
            return keys.contain(authorization.substring(SCHEME.length()).strip());
        } catch (IOException e) {
            LOG.errorf("HTTP_API_KEY_FILE can't be read, so nobody's key is taken: %s", e.getMessage());
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
