package dev.patrol.signin;

/** How Patrol shows Azure DevOps who it is: {@code AZURE_DEVOPS_AUTH}. */
public enum SignInWay {
    /** A delegated access token of a service user: what the PAT lifecycle API takes. */
    ENTRA_USER("entra-user"),
    /** The identity that the process runs under. It represents no user, so it has no tokens to manage. */
    AZURE_IDENTITY("azure-identity"),
    /** A personal access token, for the token administration, the audit log and the graph. */
    PAT("pat");

    private final String configured;

    SignInWay(String configured) {
        this.configured = configured;
    }

    /** As {@code AZURE_DEVOPS_AUTH} has it. */
    public String configured() {
        return configured;
    }
}
