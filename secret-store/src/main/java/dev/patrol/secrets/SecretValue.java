package dev.patrol.secrets;

import static java.util.Objects.requireNonNull;

/** A text that nobody else may see. It is shown only to who asks by {@link #reveal()}. */
public final class SecretValue {
    private final String value;

    public SecretValue(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
