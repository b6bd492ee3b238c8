package dev.patrol.policies;

/**
 * The policies that Azure DevOps itself has over tokens. Source of names and places: MicrosoftDocs/azure-devops-docs,
 * docs/organizations/accounts/manage-pats-with-policies-for-administrators.md.
 */
public enum OrganizationPolicy {
    MAXIMUM_LIFESPAN(
            "organization-maximum-lifespan", "Enforce maximum personal access token lifespan", Place.MICROSOFT_ENTRA),
    RESTRICT_FULL_SCOPE(
            "organization-restricts-full-scope",
            "Restrict full-scoped personal access token creation",
            Place.MICROSOFT_ENTRA),
    RESTRICT_GLOBAL(
            "organization-restricts-global-tokens",
            "Restrict global personal access token creation",
            Place.MICROSOFT_ENTRA),
    REVOKE_LEAKED(
            "organization-revokes-leaked-tokens",
            "Automatically revoke leaked personal access tokens",
            Place.MICROSOFT_ENTRA),
    RESTRICT_CREATION(
            "organization-restricts-creation", "Restrict personal access token (PAT) creation", Place.POLICIES);

    private final String word;
    private final String title;
    private final Place place;

    OrganizationPolicy(String word, String title, Place place) {
        this.word = word;
        this.title = title;
        this.place = place;
    }

    /** Its name in events and, but for the prefix, in settings. */
    public String word() {
        return word;
    }

    /** What it is called on its page. */
    String title() {
        return title;
    }

    /** How a person finds it. */
    String howToFind(String organization) {
        return "https://dev.azure.com/" + organization + "/_settings/" + place.page + ", \"" + title + "\" (seen by "
                + place.whom + ")";
    }

    private enum Place {
        MICROSOFT_ENTRA("organizationAad", "whoever has the role Azure DevOps Administrator in Microsoft Entra"),
        POLICIES("organizationPolicy", "members of Project Collection Administrators");

        private final String page;
        private final String whom;

        Place(String page, String whom) {
            this.page = page;
            this.whom = whom;
        }
    }
}
