package dev.patrol.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;

/** Asks the person in front of the terminal. */
public final class Prompt {
    private final Console console;
    private final BufferedReader answers;

    public Prompt(Console console, InputStream in) {
        this.console = console;
        this.answers = new BufferedReader(new InputStreamReader(in, UTF_8));
    }

    /** Whether the answer is exactly the word; no answer, as where nobody sits there, is none. */
    public boolean confirms(String question, String word) {
        console.ask(question);
        try {
            String answer = answers.readLine();
            return answer != null && answer.strip().equals(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
