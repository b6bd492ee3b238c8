package dev.patrol.policies;

import java.util.Optional;

/**
 * Tokens are for one organization.
 *
 * <p>Source of the date: MicrosoftDocs/azure-devops-docs, release-notes/2026/general/sprint-270-update.md, and the page on
 * personal access tokens.
 */
record NoGlobalToken() implements TokenRule {
    /** When Azure DevOps stops taking global tokens, whenever they were to expire. */
    static final String LAST_CALL = "2026-12-01";

    @Override
    public Policy policy() {
        return Policy.NO_GLOBAL_TOKEN;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        if (!facts.token().allOrganizations()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                policy(),
                "It is a global token, good for every organization of its owner. Azure DevOps takes no global token from "
                        + LAST_CALL + " on, whatever its expiry says.",
                "Tokens of one organization.",
                "Before " + LAST_CALL
                        + ", create a token for each organization that it is used in (its access scope is one"
                        + " organization, not all accessible ones), give each to those that use this one there, and revoke this"
                        + " one. What only reads and writes Azure DevOps from Azure may need no token: a managed identity or a"
                        + " service principal has no expiry to miss."));
    }
}
