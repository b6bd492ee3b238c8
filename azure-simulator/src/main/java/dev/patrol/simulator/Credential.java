package dev.patrol.simulator;

import java.util.Objects;

/** A secret value: a token, a bearer token or a refresh token. It prints as stars; only {@link #reveal()} gives the value. */
public final class Credential {

    private final String value;

    private Credential(String value) {
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException if the value is blank
     */
    public static Credential of(String value) {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("A credential must not be blank.");
        }
        return new Credential(value);
    }

    /** The value itself, for the one place that has to send it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
