package dev.patrol.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where to write for a person, and how wide it is there. Everything passes {@link SafeText}. */
public final class Console {
    private static final int NARROWEST = 40;
    private static final int WIDEST = 500;

    private final PrintStream out;
    private final PrintStream err;
    private final OptionalInt width;
    private final boolean coloured;
    private int shown;

    /**
     * @param width columns of the terminal that {@code out} is; empty where it is none, and then no line is broken or written
     *     over
     * @param coloured whether that terminal shows colours
     */
    public Console(PrintStream out, PrintStream err, OptionalInt width, boolean coloured) {
        this.out = out;
        this.err = err;
        this.width = width;
        this.coloured = coloured;
    }

    /** By {@code COLUMNS}, which {@code ./patrol} sets where the output is a terminal. */
    public static OptionalInt widthIn(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (!columns.matches("\\d{1,5}")) {
            return OptionalInt.empty();
        }
        int given = Integer.parseInt(columns);
        return given == 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(WIDEST, Math.max(NARROWEST, given)));
    }

    /** Only a terminal gets colours, and not where {@code NO_COLOR} (no-color.org) is set to anything. */
    public static boolean isColoured(Map<String, String> environment) {
        return widthIn(environment).isPresent()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    public OptionalInt width() {
        return width;
    }

    public boolean isColoured() {
        return coloured;
    }

    /** A line of pieces that look differently. */
    public synchronized void line(List<Text> pieces) {
        endStatus();
        StringBuilder line = new StringBuilder();
        for (Text piece : pieces) {
            String safe = SafeText.of(piece.text());
            line.append(coloured ? piece.style().of(safe) : safe);
        }
        out.println(line);
        out.flush();
    }

    /** A line that Patrol's own code wrote for a program, with the tabs that are in it. */
    public synchronized void raw(String line) {
        out.println(line);
        out.flush();
    }

    /** An object for programs, on a line. */
    public synchronized void json(JsonNode object) {
        out.println(Json.line(object));
        out.flush();
    }

    /** Whether nobody reads any more, as behind {@code head}. */
    public boolean isClosed() {
        return out.checkError();
    }

    /** A line as it is. */
    public synchronized void line(String text) {
        endStatus();
        out.println(SafeText.of(text));
        out.flush();
    }

    /** A paragraph, in as many lines as the terminal needs. */
    public synchronized void say(String text) {
        endStatus();
        write(out, text);
    }

    public synchronized void error(String text) {
        endStatus();
        write(err, text);
    }

    /** A line as it is, on standard error. */
    public synchronized void errorLine(String text) {
        endStatus();
        err.println(SafeText.of(text));
        err.flush();
    }

    /** A question, on standard error; the answer is typed behind it. */
    synchronized void ask(String question) {
        endStatus();
        err.print(SafeText.of(question) + " ");
        err.flush();
    }

    /** A line that the next one takes the place of; nothing where there is no terminal. */
    public synchronized void status(String text) {
        if (width.isEmpty()) {
            return;
        }
        String line = SafeText.of(text);
        String cut = Width.of(line) < width.getAsInt() ? line : Width.fitted(line, width.getAsInt() - 1);
        int taken = Width.of(cut);
        out.print("\r" + cut + " ".repeat(Math.max(0, shown - taken)));
        out.flush();
        shown = taken;
    }

    private void endStatus() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private void write(PrintStream where, String text) {
        String safe = SafeText.of(text);
        if (width.isEmpty()) {
            where.println(safe);
        } else {
            Wrapped.lines(safe, width.getAsInt()).forEach(where::println);
        }
        where.flush();
    }
}
