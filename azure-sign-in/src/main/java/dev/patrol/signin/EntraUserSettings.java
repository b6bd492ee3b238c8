package dev.patrol.signin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a user signs in.
 *
 * @param tenant id or domain of the tenant
 * @param clientId application (client) id of the app registration
 * @param authorityHost https; the tenant is added to it
 * @param caFile PEM certificates to trust beside the JVM's own
 * @param permissions of Azure DevOps to ask for, such as {@code vso.pats}
 * @param timeout how long one answer may take
 * @param renewAhead how long before its expiry an access token is renewed, at most a quarter of its life
 * @param patience how long a caller waits for a token where there is none
 */
public record EntraUserSettings(
        String tenant,
        String clientId,
        URI authorityHost,
        Optional<Path> caFile,
        Set<String> permissions,
        Duration timeout,
        Duration renewAhead,
        Duration patience) {
    /** Azure DevOps, as a resource of Microsoft Entra. */
    public static final String AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798";

    public static final URI MICROSOFT = URI.create("https://login.microsoftonline.com");
    /** What the PAT lifecycle API wants, for every call both. */
    public static final Set<String> MANAGE_TOKENS = Set.of("vso.pats", "vso.pats_manage");

    public EntraUserSettings {
        if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new IllegalArgumentException("\"" + tenant + "\" is no tenant id and no domain of one.");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("The application (client) id is missing.");
        }
        if (!"https".equalsIgnoreCase(authorityHost.getScheme()) || authorityHost.getHost() == null) {
            throw new IllegalArgumentException("The authority host must be an https address such as " + MICROSOFT
                    + ", not " + authorityHost + ".");
        }
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("At least one permission must be asked for.");
        }
        permissions = Set.copyOf(permissions);
        requirePositive("timeout", timeout);
        requirePositive("renewAhead", renewAhead);
        requirePositive("patience", patience);
    }

    /** Microsoft's authority, the permissions of the PAT lifecycle, and times that do. */
    public static EntraUserSettings of(String tenant, String clientId) {
        return new EntraUserSettings(
                tenant,
                clientId,
                MICROSOFT,
                Optional.empty(),
                MANAGE_TOKENS,
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30));
    }

    public EntraUserSettings withAuthority(URI host, Optional<Path> certificates) {
        return new EntraUserSettings(tenant, clientId, host, certificates, permissions, timeout, renewAhead, patience);
    }

    public EntraUserSettings withPermissions(Set<String> wished) {
        return new EntraUserSettings(tenant, clientId, authorityHost, caFile, wished, timeout, renewAhead, patience);
    }

    public EntraUserSettings withTimes(Duration answer, Duration ahead, Duration wait) {
        return new EntraUserSettings(tenant, clientId, authorityHost, caFile, permissions, answer, ahead, wait);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }
}
