package dev.patrol.example.client;

import java.util.concurrent.atomic.AtomicReference;

/** The token that is used now. Any thread may take it; it is swapped as a whole. */
final class TokenInMemory {
    private final Vault vault;
    private final AtomicReference<HeldToken> held;

    /** @throws NotNow where the vault can't be read: there is nothing to work with then */
    TokenInMemory(Vault vault) {
        this.vault = vault;
        this.held = new AtomicReference<>(vault.read());
    }

    HeldToken current() {
        return held.get();
    }

    /**
     * Takes what the vault has now. Reading and swapping are one step: of two threads that refresh, the one that read earlier can't
     * put its older value over the newer one.
     *
     * @throws NotNow where the vault can't be read; what is held stays
     */
    synchronized HeldToken refresh() {
        HeldToken read = vault.read();
        held.set(read);
        return read;
    }
}
