package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatTokenErrorTest {
    /** Azure DevOps failed at something of its own. All others stay until somebody changes the request, a policy or a token. */
    private static final Set<String> MAY_PASS = Set.of(
            "failedToIssueAccessToken",
            "failedToUpdateAccessToken",
            "duplicateHash",
            "failedToReadTenantPolicy",
            "failedToReadOrgPolicy");

    private static final Set<String> STAY = Set.of(
            "none",
            "displayNameRequired",
            "invalidDisplayName",
            "invalidValidTo",
            "invalidScope",
            "userIdRequired",
            "invalidUserId",
            "invalidUserType",
            "accessDenied",
            "invalidClient",
            "invalidClientType",
            "invalidClientId",
            "invalidTargetAccounts",
            "hostAuthorizationNotFound",
            "authorizationNotFound",
            "sourceNotSupported",
            "invalidSourceIP",
            "invalidSource",
            "sshPolicyDisabled",
            "invalidToken",
            "tokenNotFound",
            "invalidAuthorizationId",
            "globalPatPolicyViolation",
            "fullScopePatPolicyViolation",
            "patLifespanPolicyViolation",
            "invalidTokenType",
            "invalidAudience",
            "invalidSubject",
            "deploymentHostNotSupported",
            "disablePatCreationPolicyViolation",
            "globalPATCreationBlocked",
            "expiredPatCannotBeExtended",
            "unknown");

    @Test
    void everyReasonIsTransientOrPermanent() {
        // When
        Set<String> mayPass = Stream.of(PatTokenError.values())
                .filter(PatTokenError::isTransient)
                .map(PatTokenError::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> stay = Stream.of(PatTokenError.values())
                .filter(error -> !error.isTransient())
                .map(PatTokenError::wireName)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(mayPass).isEqualTo(MAY_PASS);
        assertThat(stay).isEqualTo(STAY);
    }
}
