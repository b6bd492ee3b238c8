package dev.patrol.simulator.policies;

import java.time.Instant;
import java.util.List;

/**
 * Everything about the simulated tenant that a knob can switch.
 *
 * @param maximumLifespanDays longest life of a new token; null for no limit but the year of the service
 * @param clampLifespan whether a longer wish is shortened (the 7.2 document) or refused (older reports)
 * @param restrictFullScope whether {@code app_token} is refused
 * @param restrictGlobal whether tokens for all organizations are refused
 * @param disableCreation whether no token may be created at all
 * @param globalTokensStopAt from when on tokens for all organizations authenticate no more; null for never
 * @param lifecycleRefusesPats whether the PAT lifecycle takes bearer tokens of a user only, as the real one does
 * @param identityMode whom the identity endpoint issues tokens for
 * @param deadCredentialAnswer what a dead credential gets without {@code X-TFS-FedAuthRedirect: Suppress}
 * @param auditEnabled whether actions are written to the audit log
 * @param auditDelayMillis how long after its timestamp an entry becomes visible
 * @param cutMechanism whether {@code authenticationMechanism} is cut at 64 characters
 * @param graphPageSize users on a page
 * @param tokenAdminPageLimit greatest {@code pageSize} of the token administration
 * @param revocationBatchLimit most tokens that one request may revoke
 * @param appPermissions what the registered application may be allowed by a user who signs in
 * @param refreshTokensWorkOnce whether a refresh token is dead once it was redeemed
 * @param deviceCodeSeconds how long a person has to enter a code
 * @param devicePollSeconds how often a client may ask whether the person is done
 * @param signInsApproved whether the service user signs in by itself wherever a client asks
 * @param allowance requests to Azure DevOps, per credential; null for no limit
 * @param vaultAllowance requests to the vault; null for no limit
 */
public record Policies(
        Integer maximumLifespanDays,
        boolean clampLifespan,
        boolean restrictFullScope,
        boolean restrictGlobal,
        boolean disableCreation,
        Instant globalTokensStopAt,
        boolean lifecycleRefusesPats,
        IdentityMode identityMode,
        DeadCredentialAnswer deadCredentialAnswer,
        boolean auditEnabled,
        long auditDelayMillis,
        boolean cutMechanism,
        int graphPageSize,
        int tokenAdminPageLimit,
        int revocationBatchLimit,
        List<String> appPermissions,
        boolean refreshTokensWorkOnce,
        int deviceCodeSeconds,
        int devicePollSeconds,
        boolean signInsApproved,
        Allowance allowance,
        Allowance vaultAllowance) {

    public Policies {
        if (maximumLifespanDays != null && maximumLifespanDays < 1) {
            throw new IllegalArgumentException("'maximumLifespanDays' must be at least 1, or null for no limit.");
        }
        if (identityMode == null || deadCredentialAnswer == null) {
            throw new IllegalArgumentException("'identityMode' and 'deadCredentialAnswer' must not be null.");
        }
        if (auditDelayMillis < 0) {
            throw new IllegalArgumentException("'auditDelayMillis' must not be negative.");
        }
        if (appPermissions == null) {
            throw new IllegalArgumentException("'appPermissions' must be a list, which may be empty.");
        }
        appPermissions = List.copyOf(appPermissions);
        if (deviceCodeSeconds < 1 || devicePollSeconds < 1) {
            throw new IllegalArgumentException("'deviceCodeSeconds' and 'devicePollSeconds' must be at least 1.");
        }
        if (graphPageSize < 1 || tokenAdminPageLimit < 1 || revocationBatchLimit < 1) {
            throw new IllegalArgumentException(
                    "'graphPageSize', 'tokenAdminPageLimit' and 'revocationBatchLimit' must be at least 1.");
        }
    }

    /** No restriction, auditing on, the admin's token accepted everywhere. */
    public static Policies defaults() {
        return new Policies(
                null,
                true,
                false,
                false,
                false,
                null,
                false,
                IdentityMode.MANAGED_IDENTITY,
                DeadCredentialAnswer.SIGN_IN_PAGE,
                true,
                0,
                false,
                100,
                1000,
                1000,
                List.of("vso.pats", "vso.pats_manage", "vso.tokenadministration", "vso.auditlog", "vso.graph"),
                false,
                900,
                5,
                false,
                null,
                null);
    }
}
