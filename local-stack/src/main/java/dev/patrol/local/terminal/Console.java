package dev.patrol.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Writes for the person in front of the terminal, in UTF-8 whatever the locale. Lines of several threads don't mix. */
@ApplicationScoped
public class Console {
    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    private String lastProgress = "";

    public synchronized void line(String text) {
        out.println(text);
    }

    public synchronized void error(String text) {
        err.println(text);
    }

    /** Says a state once, however often it is given. */
    public synchronized void progress(String text) {
        if (!text.equals(lastProgress)) {
            lastProgress = text;
            line(text);
        }
    }
}
