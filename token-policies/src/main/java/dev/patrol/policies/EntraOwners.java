package dev.patrol.policies;

import java.util.Optional;

/**
 * Owners are users of Microsoft Entra, so that who leaves, or is locked out there, has no tokens that work.
 *
 * <p>Source of the origins: MicrosoftDocs/vsts-rest-api-specs, graph/7.1/graph.json ({@code GraphUser.origin}).
 */
record EntraOwners() implements TokenRule {
    private static final String ENTRA = "aad";

    @Override
    public Policy policy() {
        return Policy.ENTRA_OWNERS;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        return facts.owner()
                .filter(owner -> !owner.origin().equalsIgnoreCase(ENTRA))
                .map(
                        owner -> Finding.of(
                                policy(),
                                "Its owner " + owner.name() + " is no user of Microsoft Entra (" + said(owner.origin())
                                        + ").",
                                "Tokens of users of Microsoft Entra (origin " + ENTRA + ").",
                                "Have a user of Microsoft Entra create it, give it to those that use this one, and revoke this one. Connect"
                                        + " the organization to Microsoft Entra where it is not: Organization settings, Microsoft Entra."));
    }

    private static String said(String origin) {
        return switch (origin) {
            case "msa" -> "a Microsoft account, origin msa";
            case "vsts" -> "an identity of Azure DevOps itself, origin vsts";
            case "" -> "Azure DevOps does not say where the owner comes from";
            default -> "origin " + origin;
        };
    }
}
