package dev.patrol.cli.terminal;

/** How a piece of a line looks, where colours are wanted; what it says must be clear without. */
public enum Style {
    PLAIN(""),
    HEAD("1"),
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    QUIET("2");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** @param safe text that has passed {@link SafeText} */
    String of(String safe) {
        return code.isEmpty() || safe.isEmpty() ? safe : "\u001B[" + code + "m" + safe + "\u001B[0m";
    }
}
