package dev.patrol.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines between words. */
public final class Wrapped {
    private Wrapped() {}

    /** At least one line; a word that is longer than a line has one of its own. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
