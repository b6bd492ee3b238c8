package dev.patrol.secrets;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.util.function.Supplier;

/** Calls of a vault, whose failures become the store's. */
final class VaultCalls {
    /** The vault can't do this to a secret in its present state. */
    static final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final String DISABLED = "SecretDisabled";

    private static final String GIVE_THE_ROLE =
            "Give Patrol the role Key Vault Secrets Officer on the vault, and check the secret's state.";
    private static final String LOOK_AT_THE_URL =
            "Check KEY_VAULT_URL: the vault's host must lie in the domain that its sign-in challenge names.";

    private static final String GIVE_AN_IDENTITY =
            "Give the process an identity that Azure knows: a workload or managed identity, AZURE_CLIENT_ID and what belongs to"
                    + " it, or az login on a machine of your own.";
    private static final String TRUST_THE_AUTHORITY =
            "If that goes on, check KEY_VAULT_URL and the proxy; a private authority's certificate goes into"
                    + " KEY_VAULT_CA_FILE.";
    private static final String LET_IN =
            "Let this machine's address through the vault's firewall (its page Networking), or call from a network that is"
                    + " let in.";
    private static final String LOOK_AT_THE_ADDRESS =
            "Check KEY_VAULT_URL and the proxy, and whether the secret is as Patrol left it.";

    private final URI vault;

    VaultCalls(URI vault) {
        this.vault = vault;
    }

    URI vault() {
        return vault;
    }

    <T> T make(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw failureOf(what, e);
        }
    }

    <T> T makeOrConflict(String what, Supplier<T> work) throws Conflict {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (statusOf(e) == CONFLICT) {
                throw new Conflict();
            }
            throw failureOf(what, e);
        }
    }

    static boolean isDisabled(HttpResponseException e) {
        return statusOf(e) == FORBIDDEN && String.valueOf(e.getValue()).contains(DISABLED);
    }

    private SecretStoreException failureOf(String what, RuntimeException e) {
        if (e instanceof SecretStoreException own) {
            return own;
        }
        int status = statusOf(e);
        if (e instanceof ClientAuthenticationException) {
            return new SecretStoreException.Refused(
                    "Patrol could not sign in to " + vault + " for " + what + ".", GIVE_AN_IDENTITY);
        }
        if (status != 0) {
            String said = vault + " answered " + status + " to " + what + ".";
            return mayPass(status)
                    ? new SecretStoreException.Unavailable(said)
                    : new SecretStoreException.Refused(said, remedyOf(status, e));
        }
        if (isOwnRefusalOfTheSdk(e)) {
            return new SecretStoreException.Refused(
                    "Patrol does not trust " + vault + " with its sign-in, so there is no " + what + ".",
                    LOOK_AT_THE_URL);
        }
        if (rootOf(e) instanceof CertPathBuilderException) {
            return new SecretStoreException.Unavailable(
                    vault + " shows a certificate that is not trusted here, so there is no " + what + ".",
                    TRUST_THE_AUTHORITY);
        }
        return new SecretStoreException.Unavailable(vault + " did not answer to " + what + " ("
                + rootOf(e).getClass().getSimpleName() + ").");
    }

    /** "ForbiddenByFirewall" and "ForbiddenByConnection" are Key Vault's inner error codes. */
    private static String remedyOf(int status, RuntimeException e) {
        if (status != FORBIDDEN) {
            return LOOK_AT_THE_ADDRESS;
        }
        String said = String.valueOf(((HttpResponseException) e).getValue());
        return said.contains("ForbiddenByFirewall") || said.contains("ForbiddenByConnection") ? LET_IN : GIVE_THE_ROLE;
    }

    /** A conflict ends once the vault is done with what it is doing to the secret. */
    private static boolean mayPass(int status) {
        return status == REQUEST_TIMEOUT
                || status == CONFLICT
                || status == TOO_MANY_REQUESTS
                || status >= SERVER_ERRORS;
    }

    /** The SDK has no type for a challenge that names another domain: it throws this one bare, unlike failures on the way. */
    private static boolean isOwnRefusalOfTheSdk(RuntimeException e) {
        return e.getClass() == RuntimeException.class && e.getCause() == null;
    }

    private static int statusOf(RuntimeException e) {
        return e instanceof HttpResponseException answered && answered.getResponse() != null
                ? answered.getResponse().getStatusCode()
                : 0;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
