package dev.patrol.notifier.delivery;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Optional;

/**
 * Logs in as a mailbox with an access token of the identity that this process runs under, as Exchange Online wants it. Azure
 * Identity keeps tokens and renews them before they end.
 */
final class AccessTokenLogin implements Logins {
    private final TokenCredential identity;
    private final String mailbox;
    private final TokenRequestContext request;

    AccessTokenLogin(TokenCredential identity, String mailbox, String scope) {
        this.identity = identity;
        this.mailbox = mailbox;
        this.request = new TokenRequestContext().addScopes(scope);
    }

    @Override
    public Optional<Login> current() throws Undelivered.ServerAway {
        try {
            return Optional.of(new Login(mailbox, identity.getTokenSync(request).getToken(), true));
        } catch (RuntimeException e) {
            // Its message tells of every way that was tried, at length, and may quote answers; the library logs it.
            throw new Undelivered.ServerAway(
                    "There is no access token for the SMTP server ("
                            + e.getClass().getSimpleName()
                            + "). Look at the identity that the notifier runs under, and at its right to send.",
                    e);
        }
    }
}
