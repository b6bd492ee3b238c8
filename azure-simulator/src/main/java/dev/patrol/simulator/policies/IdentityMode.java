package dev.patrol.simulator.policies;

/** Whom the App Service style identity endpoint issues tokens for. */
public enum IdentityMode {
    /** A managed identity: good for Key Vault and administration, refused by the PAT lifecycle. */
    MANAGED_IDENTITY,
    /** The service user: good for everything. */
    USER
}
