package dev.patrol.cli.terminal;

import static java.util.Objects.requireNonNull;

/** A piece of a line, with its look. */
public record Text(String text, Style style) {
    public Text {
        requireNonNull(text, "text");
        requireNonNull(style, "style");
    }

    public static Text of(String text) {
        return new Text(text, Style.PLAIN);
    }

    public static Text of(String text, Style style) {
        return new Text(text, style);
    }
}
