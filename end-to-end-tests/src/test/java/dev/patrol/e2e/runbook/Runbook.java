package dev.patrol.e2e.runbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the boxes of a Markdown document: {@code sh} has commands, {@code text} right below it what comes of them, and a line
 * right above it, in italics, why it is not rehearsed.
 */
final class Runbook {
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern OPENING = Pattern.compile("( *)```(\\w*)");
    private static final Pattern NOT_REHEARSED = Pattern.compile("\\*Not rehearsed: (.*\\.)\\*");

    private final List<String> lines;
    private final List<Box> boxes = new ArrayList<>();
    private int next;

    private Runbook(List<String> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException where a box is of another kind, is not closed, or has no commands above it */
    static List<Box> read(Path document) throws IOException {
        return of(Files.readString(document));
    }

    static List<Box> of(String document) {
        Runbook runbook = new Runbook(document.lines().toList());
        runbook.read();
        return List.copyOf(runbook.boxes);
    }

    private void read() {
        String section = "";
        String above = "";
        while (next < lines.size()) {
            String line = lines.get(next);
            Matcher heading = HEADING.matcher(line);
            if (OPENING.matcher(line).matches()) {
                boxes.add(box(section, above));
                above = "";
                continue;
            }
            if (heading.matches()) {
                section = heading.group(1);
            }
            if (!line.isBlank()) {
                above = line.strip();
            }
            next++;
        }
    }

    private Box box(String section, String above) {
        int line = next + 2;
        String commands = fenced("sh");
        int afterwards = next;
        while (afterwards < lines.size() && lines.get(afterwards).isBlank()) {
            afterwards++;
        }
        String expected = "";
        if (afterwards < lines.size() && lines.get(afterwards).strip().equals("```text")) {
            next = afterwards;
            expected = fenced("text");
        }
        Matcher reason = NOT_REHEARSED.matcher(above);
        return new Box(
                section,
                line,
                commands,
                Outcome.of(expected),
                reason.matches() ? Optional.of(reason.group(1)) : Optional.empty());
    }

    /** What stands within a fence, without its indentation; goes on behind it. */
    private String fenced(String kind) {
        Matcher opening = OPENING.matcher(lines.get(next));
        if (!opening.matches() || !opening.group(2).equals(kind)) {
            throw new IllegalArgumentException("Line " + (next + 1) + " does not begin a box of kind " + kind);
        }
        int indentation = opening.group(1).length();
        StringBuilder text = new StringBuilder();
        int begun = next++;
        while (next < lines.size() && !lines.get(next).strip().equals("```")) {
            String line = lines.get(next++);
            text.append(line.substring(Math.min(indentation, line.length()))).append('\n');
        }
        if (next == lines.size()) {
            throw new IllegalArgumentException("The box of line " + (begun + 1) + " is not closed");
        }
        next++;
        return text.toString();
    }
}
