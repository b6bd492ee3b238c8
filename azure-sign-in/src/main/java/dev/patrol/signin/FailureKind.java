package dev.patrol.signin;

/** Why there is no token, in words for a person, with what helps. */
public enum FailureKind {
    NEVER_SIGNED_IN(Helps.SIGN_IN, "Nobody has signed in to Azure DevOps for Patrol yet.", Words.LOGIN),
    OTHER_SIGN_IN(
            Helps.SIGN_IN,
            "What is kept as Patrol's sign-in is none for this application.",
            "Check AZURE_DEVOPS_CLIENT_ID and AZURE_DEVOPS_SIGN_IN_SECRET, or sign in again with " + Words.COMMAND
                    + "."),
    SIGN_IN_ENDED(
            Helps.SIGN_IN,
            "Patrol's sign-in to Azure DevOps has expired or was revoked (a changed password and an administrator do that).",
            "Sign in again with " + Words.COMMAND + "."),
    INTERACTION_REQUIRED(
            Helps.SIGN_IN,
            "The tenant wants more than the kept sign-in can show, for example a second factor or a newer sign-in.",
            "Sign in again with " + Words.COMMAND + "."),
    USER_DISABLED(
            Helps.SIGN_IN,
            "The user that Patrol signs in as is disabled, locked or deleted.",
            "Enable the user in Microsoft Entra, then sign in again with " + Words.COMMAND + "."),
    CONSENT_MISSING(
            Helps.SIGN_IN,
            "The application has no consent in this tenant for the permissions that Patrol asks for.",
            "Let an administrator grant vso.pats and vso.pats_manage of Azure DevOps to the app registration, then sign in"
                    + " again with " + Words.COMMAND + "."),
    BLOCKED_BY_POLICY(
            Helps.SIGN_IN,
            "A conditional access policy of the tenant blocks the sign-in.",
            "Let an administrator allow this user the app registration and the device-code flow from here, then sign in again"
                    + " with " + Words.COMMAND + "."),
    TENANT_WRONG(
            Helps.CHANGE,
            "The tenant does not exist, or the user is not in it.",
            "Check AZURE_DEVOPS_TENANT_ID and who signs in."),
    APPLICATION_WRONG(
            Helps.CHANGE,
            "The tenant has no such application, or the application may not sign people in by device code.",
            "Check AZURE_DEVOPS_CLIENT_ID, and that the app registration allows public client flows."),
    CLOCK_WRONG(
            Helps.CHANGE,
            "The clocks of this machine and of the authority are too far apart, so that what is valid seems not to be.",
            "Set this machine's clock (NTP), and check that the authority's certificate has not expired."),
    AUTHORITY_NOT_TRUSTED(
            Helps.CHANGE,
            "The authority shows a certificate that is not trusted here.",
            "Check AZURE_AUTHORITY_HOST and the proxy; a private authority's certificate goes into AZURE_AUTHORITY_CA_FILE."),
    AUTHORITY_UNREACHABLE(
            Helps.TIME,
            "The authority that issues access tokens can't be reached or does not answer.",
            "It is tried again by itself; check AZURE_AUTHORITY_HOST and the network if that goes on."),
    AUTHORITY_FAILING(
            Helps.TIME,
            "The authority that issues access tokens answers with a failure of its own.",
            "It is tried again by itself."),
    AUTHORITY_BUSY(
            Helps.TIME,
            "The authority that issues access tokens asks to come back later.",
            "It is tried again by itself."),
    STORE_UNAVAILABLE(
            Helps.TIME,
            "The sign-in can't be read from or written to where it is kept.",
            "It is tried again by itself; check the secret store (for Key Vault, KEY_VAULT_URL and the permissions)."),
    IDENTITY_UNAVAILABLE(
            Helps.TIME,
            "Azure Identity finds no identity here that gets a token for Azure DevOps.",
            "Give the process a workload or managed identity that is a member of the organization (or sign in with az login);"
                    + " the log of com.azure.identity says what was tried."),
    CODE_EXPIRED(Helps.SIGN_IN, "The code expired before anybody entered it.", Words.LOGIN),
    DECLINED(Helps.SIGN_IN, "The sign-in was declined in the browser.", Words.LOGIN),
    NOT_UNDERSTOOD(
            Helps.CHANGE,
            "The authority refuses with a reason that Patrol does not know.",
            "Look the error up at https://login.microsoftonline.com/error.");

    private enum Helps {
        SIGN_IN,
        CHANGE,
        TIME
    }

    private static final class Words {
        private static final String COMMAND = "./patrol login";
        private static final String LOGIN = "Sign in with " + COMMAND + ".";
    }

    private final Helps helps;
    private final String sentence;
    private final String remedy;

    FailureKind(Helps helps, String sentence, String remedy) {
        this.helps = helps;
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** Whether a person must sign in. */
    public boolean needsSignIn() {
        return helps == Helps.SIGN_IN;
    }

    /** Whether it may pass with nothing changed. */
    public boolean passesByItself() {
        return helps == Helps.TIME;
    }

    public String sentence() {
        return sentence;
    }

    public String remedy() {
        return remedy;
    }
}
