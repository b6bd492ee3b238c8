package dev.patrol.azuredevops;

import static java.util.Objects.requireNonNull;

/** The value of a token, which opens doors. It is shown only to who asks by {@link #reveal()}. */
public final class TokenValue {
    private final String value;

    public TokenValue(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** The value itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
