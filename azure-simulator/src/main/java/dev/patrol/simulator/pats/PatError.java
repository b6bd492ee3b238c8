package dev.patrol.simulator.pats;

/** The values of {@code patTokenError} that the simulator gives of its own accord; a fault can give any. */
public enum PatError {
    DISPLAY_NAME_REQUIRED("displayNameRequired", "A display name is required."),
    INVALID_VALID_TO("invalidValidTo", "The expiration date must lie in the future and within one year."),
    INVALID_SCOPE("invalidScope", "The scope is not valid."),
    AUTHORIZATION_NOT_FOUND("authorizationNotFound", "The authorization was not found."),
    FAILED_TO_UPDATE("failedToUpdateAccessToken", "A revoked token cannot be updated."),
    EXPIRED_CANNOT_BE_EXTENDED("expiredPatCannotBeExtended", "An expired token cannot be extended."),
    GLOBAL_POLICY("globalPatPolicyViolation", "The policy forbids tokens for all organizations."),
    FULL_SCOPE_POLICY("fullScopePatPolicyViolation", "The policy forbids tokens of full scope."),
    LIFESPAN_POLICY("patLifespanPolicyViolation", "The policy forbids a life of that length."),
    CREATION_POLICY("disablePatCreationPolicyViolation", "The policy forbids the creation of tokens.");

    private final String wireName;
    private final String message;

    PatError(String wireName, String message) {
        this.wireName = wireName;
        this.message = message;
    }

    public String wireName() {
        return wireName;
    }

    public String message() {
        return message;
    }
}
