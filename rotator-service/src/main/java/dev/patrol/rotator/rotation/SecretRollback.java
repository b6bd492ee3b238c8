package dev.patrol.rotator.rotation;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.secrets.SecretDescription;
import dev.patrol.secrets.SecretStore;
import java.util.Optional;

/** Gives a lineage's secret the value again that it had before one whose token is dead, or will be. */
final class SecretRollback {
    private final SecretStore secrets;

    SecretRollback(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** Where this version is still the current one. */
    void takeBack(SecretVersion late) {
        boolean isCurrent = secrets.find(late.name())
                .filter(current -> current.version().equals(late))
                .isPresent();
        if (isCurrent) {
            versionBefore(late).ifPresent(earlier -> secrets.restore(late.name(), earlier));
        }
    }

    /**
     * @param earlierVersion what the secret held before, where that is known
     * @return what was done, in words
     */
    String undo(Token successor, Optional<String> earlierVersion) {
        String name = successor.secretName();
        Optional<SecretVersion> wrong = secrets.find(name)
                .filter(found -> found.authorizationId()
                        .filter(successor.authorizationId()::equals)
                        .isPresent())
                .map(SecretDescription::version);
        if (wrong.isEmpty()) {
            return "The secret " + name + " was not changed.";
        }
        Optional<String> earlier = earlierVersion.or(() -> versionBefore(wrong.get()));
        if (earlier.isPresent()) {
            secrets.restore(name, earlier.get());
            return "The secret " + name + " has its earlier value again.";
        }
        secrets.disable(wrong.get());
        return "The secret " + name + " had no earlier value and is disabled.";
    }

    private Optional<String> versionBefore(SecretVersion wrong) {
        return secrets.versions(wrong.name()).stream()
                .map(earlier -> earlier.version().version())
                .filter(earlier -> !earlier.equals(wrong.version()))
                .findFirst();
    }
}
