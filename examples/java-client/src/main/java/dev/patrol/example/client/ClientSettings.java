package dev.patrol.example.client;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * @param kafka how the broker is reached, by the names of Kafka's clients: {@code bootstrap.servers} and what security wants
 * @param secretName the secret that is read
 * @param dependent name of this instance, as registered in the rotator's configuration; no two instances have the same
 * @param backoff for when the vault or the broker fails
 */
public record ClientSettings(Map<String, Object> kafka, String secretName, String dependent, Backoff backoff) {
    /** Patrol's access rights give dependents the groups that begin so. */
    private static final String GROUP_PREFIX = "dependent-";

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._-]+");

    public ClientSettings {
        kafka = Map.copyOf(kafka);
        requireNonNull(secretName, "secretName");
        requireNonNull(backoff, "backoff");
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("The settings of Kafka must have bootstrap.servers.");
        }
        if (!NAME.matcher(dependent).matches()) {
            throw new IllegalArgumentException(
                    "A dependent's name is of letters, digits, dots, dashes and underscores, for example billing-0.");
        }
    }

    /** A group of one: every instance has to learn of every rotation. */
    String group() {
        return GROUP_PREFIX + dependent;
    }
}
