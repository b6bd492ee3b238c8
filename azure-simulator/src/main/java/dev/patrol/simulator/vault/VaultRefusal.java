package dev.patrol.simulator.vault;

import java.util.Optional;

/** The vault's refusal of a request, with the status and the codes of its error body. */
public final class VaultRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String innerCode;

    private VaultRefusal(int status, String code, String message, String innerCode) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.innerCode = innerCode;
    }

    static VaultRefusal badParameter(String message) {
        return new VaultRefusal(400, "BadParameter", message, null);
    }

    static VaultRefusal notFound(String name) {
        return new VaultRefusal(
                404,
                "SecretNotFound",
                "A secret with (name/id) " + name
                        + " was not found in this key vault. If you recently deleted this secret"
                        + " you may be able to recover it using the correct recovery command.",
                null);
    }

    static VaultRefusal disabled() {
        return new VaultRefusal(
                403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
    }

    static VaultRefusal deletedButRecoverable(String name) {
        return new VaultRefusal(
                409,
                "Conflict",
                "Secret " + name + " is currently in a deleted but recoverable state, and its name cannot be reused; in"
                        + " this state, the secret can only be recovered or purged.",
                "ObjectIsDeletedButRecoverable");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Optional<String> innerCode() {
        return Optional.ofNullable(innerCode);
    }
}
