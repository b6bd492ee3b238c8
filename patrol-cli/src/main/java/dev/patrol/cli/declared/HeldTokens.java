package dev.patrol.cli.declared;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.store.ConfiguredStore;
import dev.patrol.model.token.Token;
import dev.patrol.secrets.SecretStoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which tokens the secret store holds, as the tags of its secrets say. No value is read.
 *
 * @param bySecret ids of tokens, by the names of the secrets that Patrol has stored
 */
record HeldTokens(Map<String, UUID> bySecret) {
    HeldTokens {
        bySecret = Map.copyOf(bySecret);
    }

    /** @throws CallFailed where the store can't be looked at */
    static HeldTokens read(Settings settings, Set<String> organizations) {
        List<String> problems = ConfiguredStore.problemsOf(settings);
        if (!problems.isEmpty()) {
            throw CallFailed.because(String.join(" ", problems));
        }
        Map<String, UUID> held = new HashMap<>();
        try {
            for (String organization : organizations) {
                ConfiguredStore.openFor(organization, settings)
                        .forEachManaged(organization, secret -> secret.authorizationId()
                                .ifPresent(id -> held.put(secret.name(), id)));
            }
        } catch (SecretStoreException e) {
            throw CallFailed.because("The secrets can't be looked at: " + e.getMessage() + " " + e.remedy());
        }
        return new HeldTokens(held);
    }

    /** Whether one of these tokens is the one that its lineage's secret holds. */
    boolean holdOneOf(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.authorizationId().equals(bySecret.get(token.secretName())));
    }
}
