package dev.patrol.azuredevops;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Why Azure DevOps refuses to create or update a token ({@code SessionTokenError}, tokens/7.2). */
public enum PatTokenError {
    NONE("none"),
    DISPLAY_NAME_REQUIRED("displayNameRequired"),
    INVALID_DISPLAY_NAME("invalidDisplayName"),
    INVALID_VALID_TO("invalidValidTo"),
    INVALID_SCOPE("invalidScope"),
    USER_ID_REQUIRED("userIdRequired"),
    INVALID_USER_ID("invalidUserId"),
    INVALID_USER_TYPE("invalidUserType"),
    ACCESS_DENIED("accessDenied"),
    FAILED_TO_ISSUE_ACCESS_TOKEN("failedToIssueAccessToken"),
    INVALID_CLIENT("invalidClient"),
    INVALID_CLIENT_TYPE("invalidClientType"),
    INVALID_CLIENT_ID("invalidClientId"),
    INVALID_TARGET_ACCOUNTS("invalidTargetAccounts"),
    HOST_AUTHORIZATION_NOT_FOUND("hostAuthorizationNotFound"),
    AUTHORIZATION_NOT_FOUND("authorizationNotFound"),
    FAILED_TO_UPDATE_ACCESS_TOKEN("failedToUpdateAccessToken"),
    SOURCE_NOT_SUPPORTED("sourceNotSupported"),
    INVALID_SOURCE_IP("invalidSourceIP"),
    INVALID_SOURCE("invalidSource"),
    DUPLICATE_HASH("duplicateHash"),
    SSH_POLICY_DISABLED("sshPolicyDisabled"),
    INVALID_TOKEN("invalidToken"),
    TOKEN_NOT_FOUND("tokenNotFound"),
    INVALID_AUTHORIZATION_ID("invalidAuthorizationId"),
    FAILED_TO_READ_TENANT_POLICY("failedToReadTenantPolicy"),
    GLOBAL_PAT_POLICY_VIOLATION("globalPatPolicyViolation"),
    FULL_SCOPE_PAT_POLICY_VIOLATION("fullScopePatPolicyViolation"),
    PAT_LIFESPAN_POLICY_VIOLATION("patLifespanPolicyViolation"),
    INVALID_TOKEN_TYPE("invalidTokenType"),
    INVALID_AUDIENCE("invalidAudience"),
    INVALID_SUBJECT("invalidSubject"),
    DEPLOYMENT_HOST_NOT_SUPPORTED("deploymentHostNotSupported"),
    DISABLE_PAT_CREATION_POLICY_VIOLATION("disablePatCreationPolicyViolation"),
    FAILED_TO_READ_ORG_POLICY("failedToReadOrgPolicy"),
    GLOBAL_PAT_CREATION_BLOCKED("globalPATCreationBlocked"),
    EXPIRED_PAT_CANNOT_BE_EXTENDED("expiredPatCannotBeExtended"),
    /** A value that the document does not know yet. */
    UNKNOWN("unknown");

    private static final Set<PatTokenError> TRANSIENT = Set.of(
            FAILED_TO_ISSUE_ACCESS_TOKEN,
            FAILED_TO_UPDATE_ACCESS_TOKEN,
            DUPLICATE_HASH,
            FAILED_TO_READ_TENANT_POLICY,
            FAILED_TO_READ_ORG_POLICY);
    private static final Set<PatTokenError> NO_SUCH_TOKEN =
            Set.of(TOKEN_NOT_FOUND, AUTHORIZATION_NOT_FOUND, INVALID_AUTHORIZATION_ID, HOST_AUTHORIZATION_NOT_FOUND);

    private final String wireName;

    PatTokenError(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether the same request may succeed later with nothing changed. */
    public boolean isTransient() {
        return TRANSIENT.contains(this);
    }

    boolean saysThatThereIsNoSuchToken() {
        return NO_SUCH_TOKEN.contains(this);
    }

    static PatTokenError named(String wireName) {
        return Arrays.stream(values())
                .filter(error -> error.wireName.toLowerCase(Locale.ROOT).equals(wireName.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
