package dev.patrol.simulator.control;

import java.time.Instant;

/**
 * Tokens to put into an organization without asking any rule.
 *
 * @param organization null for the first one
 * @param displayName with {@code {n}} where the number of each belongs; without it, {@code -n} is added if there are
 *     several
 * @param scope {@code app_token} if absent
 * @param validFrom now if absent
 * @param validTo may lie in the past; thirty days after {@code validFrom} if absent
 * @param allOrgs whether {@code targetAccounts} is null
 * @param owner principal name; the service user if absent
 * @param count 1 if absent
 * @param revoked whether they are revoked already
 * @param audited whether their creation is in the audit log
 * @param secretName secret that gets the token's value, with the tag {@code authorization-id}; {@code {n}} as above;
 *     null for none
 */
public record TokenSeed(
        String organization,
        String displayName,
        String scope,
        Instant validFrom,
        Instant validTo,
        boolean allOrgs,
        String owner,
        Integer count,
        boolean revoked,
        boolean audited,
        String secretName) {

    private static final int MOST = 100_000;

    public TokenSeed {
        if (displayName == null || displayName.isEmpty()) {
            throw new IllegalArgumentException("'displayName' must name the tokens.");
        }
        count = count == null ? 1 : count;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("'count' must be between 1 and " + MOST + ".");
        }
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("'validTo' must not be before 'validFrom'.");
        }
        if (scope != null && scope.isBlank()) {
            throw new IllegalArgumentException("'scope' must be a list of scopes, or be left out for app_token.");
        }
        if (owner != null && owner.isBlank()) {
            throw new IllegalArgumentException(
                    "'owner' must be a principal name, or be left out for the service user.");
        }
        if (secretName != null && count > 1 && !secretName.contains("{n}")) {
            throw new IllegalArgumentException("'secretName' must contain {n} if there are several tokens.");
        }
    }

    /** A token of a name, alive for a time from now. */
    public static TokenSeed of(String displayName, String scope, Instant validTo) {
        return new TokenSeed(null, displayName, scope, null, validTo, false, null, null, false, false, null);
    }

    public TokenSeed withOrganization(String name) {
        return new TokenSeed(
                name, displayName, scope, validFrom, validTo, allOrgs, owner, count, revoked, audited, secretName);
    }

    public TokenSeed withOwner(String principalName) {
        return new TokenSeed(
                organization,
                displayName,
                scope,
                validFrom,
                validTo,
                allOrgs,
                principalName,
                count,
                revoked,
                audited,
                secretName);
    }

    public TokenSeed withCount(int number) {
        return new TokenSeed(
                organization,
                displayName,
                scope,
                validFrom,
                validTo,
                allOrgs,
                owner,
                number,
                revoked,
                audited,
                secretName);
    }

    public TokenSeed withSecretName(String name) {
        return new TokenSeed(
                organization, displayName, scope, validFrom, validTo, allOrgs, owner, count, revoked, audited, name);
    }

    public TokenSeed withValidFrom(Instant time) {
        return new TokenSeed(
                organization, displayName, scope, time, validTo, allOrgs, owner, count, revoked, audited, secretName);
    }

    public TokenSeed global() {
        return new TokenSeed(
                organization, displayName, scope, validFrom, validTo, true, owner, count, revoked, audited, secretName);
    }

    String displayName(int number) {
        return numbered(displayName, number, count > 1 ? "-" + number : "");
    }

    String secretName(int number) {
        return numbered(secretName, number, "");
    }

    private static String numbered(String text, int number, String suffix) {
        return text.contains("{n}") ? text.replace("{n}", Integer.toString(number)) : text + suffix;
    }
}
