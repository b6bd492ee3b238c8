package dev.patrol.simulator.identity;

/** Why a user's refresh tokens are good no more. */
public enum SignInEnd {
    /** By an administrator, or because the password was changed. */
    REVOKED(OAuthError.GRANT_REVOKED),
    /** Not used for too long. */
    EXPIRED(OAuthError.GRANT_EXPIRED),
    /** A policy asks for more than was shown at the sign-in. */
    INTERACTION_REQUIRED(OAuthError.INTERACTION_REQUIRED);

    private final OAuthError error;

    SignInEnd(OAuthError error) {
        this.error = error;
    }

    OAuthError error() {
        return error;
    }
}
