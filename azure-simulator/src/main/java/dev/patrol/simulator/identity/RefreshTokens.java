package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.tenant.User;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Refresh tokens, and the users whose sign-ins have ended. Each redemption gives a new token; as in Microsoft Entra the
 * old one stays good, unless the tenant is told that each works once.
 */
public final class RefreshTokens {

    private static final int MOST = 10_000;

    private record Issued(Grant grant, long sequence) {}

    private record Ended(SignInEnd end, long upToSequence) {}

    /** What a redemption leads to: a grant, or the refusal. */
    record Redemption(Optional<Grant> grant, OAuthError refusal) {

        private static Redemption refused(OAuthError error) {
            return new Redemption(Optional.empty(), error);
        }
    }

    private final Map<Credential, Issued> issued = new LinkedHashMap<>();
    private final Map<UUID, Ended> ended = new HashMap<>();
    private final Set<UUID> disabled = new HashSet<>();
    private long sequence;

    synchronized Credential issue(Grant grant) {
        if (issued.size() >= MOST) {
            issued.remove(issued.keySet().iterator().next());
        }
        Credential value = IssuedValue.of("refresh");
        issued.put(value, new Issued(grant, ++sequence));
        return value;
    }

    /** @param once whether the token is good no more afterwards */
    synchronized Redemption redeem(Credential value, String clientId, boolean once) {
        Issued token = issued.get(value);
        if (token == null || !token.grant().isFor(clientId)) {
            return Redemption.refused(OAuthError.GRANT_UNKNOWN);
        }
        User user = token.grant().user();
        if (disabled.contains(user.id())) {
            return Redemption.refused(OAuthError.USER_DISABLED);
        }
        Ended end = ended.get(user.id());
        if (end != null && token.sequence() <= end.upToSequence()) {
            return Redemption.refused(end.end().error());
        }
        if (once) {
            issued.remove(value);
        }
        return new Redemption(Optional.of(token.grant()), null);
    }

    /** Makes all refresh tokens that a user has now good no more; a new sign-in gives one that is. */
    public synchronized void end(User user, SignInEnd reason) {
        ended.put(user.id(), new Ended(reason, sequence));
    }

    /** Whether a user may sign in, redeem, and use what was issued. */
    public synchronized void setDisabled(User user, boolean yes) {
        if (yes) {
            disabled.add(user.id());
        } else {
            disabled.remove(user.id());
        }
    }

    public synchronized boolean isDisabled(User user) {
        return disabled.contains(user.id());
    }
}
