package dev.patrol.e2e.runbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a box of the runbook says of the output of its commands. Three dots stand for anything; on a line of their own for any
 * number of lines; without such a line there is no other output. Numbers of blanks and the order of lines don't matter: events
 * of several topics come as they come.
 *
 * @param typed what a person types at the question that ends with it, with the question; empty where nothing is asked
 * @param others whether there may be other lines
 */
record Outcome(List<String> lines, boolean others, Optional<Typed> typed, int exitCode) {
    private static final String ANYTHING = "...";
    private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");
    private static final Pattern QUESTION = Pattern.compile("(Type the organization's name .*:) (\\S+)");

    record Typed(String question, String answer) {}

    static Outcome of(String text) {
        List<String> lines = new ArrayList<>();
        boolean others = text.isEmpty();
        Optional<Typed> typed = Optional.empty();
        int exitCode = 0;
        for (String line : lines(text)) {
            Matcher exit = EXIT_CODE.matcher(line);
            Matcher question = QUESTION.matcher(line);
            if (exit.matches()) {
                exitCode = Integer.parseInt(exit.group(1));
            } else if (line.equals(ANYTHING)) {
                others = true;
            } else {
                lines.add(line);
            }
            if (question.matches()) {
                typed = Optional.of(new Typed(question.group(1), question.group(2)));
            }
        }
        return new Outcome(List.copyOf(lines), others, typed, exitCode);
    }

    /** What of it did not come true; empty where all did. */
    Optional<String> contradiction(int actualExitCode, String output) {
        List<String> left = lines(withTyped(output));
        List<String> missing = new ArrayList<>();
        for (String line : lines) {
            Pattern pattern = pattern(line);
            Optional<String> found = left.stream()
                    .filter(actual -> pattern.matcher(actual).matches())
                    .findFirst();
            found.ifPresentOrElse(left::remove, () -> missing.add(line));
        }
        List<String> complaints = new ArrayList<>();
        if (actualExitCode != exitCode) {
            complaints.add("The exit code is " + actualExitCode + " and not " + exitCode + ".");
        }
        if (!missing.isEmpty()) {
            complaints.add("There is no such line: " + missing);
        }
        if (!others && !left.isEmpty()) {
            complaints.add("The document does not have: " + left);
        }
        return complaints.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n", complaints) + "\nThe output:\n" + output);
    }

    /** A terminal would show what was typed, and the end of its line. */
    private String withTyped(String output) {
        return typed.map(
                        asked -> output.replace(asked.question() + " ", asked.question() + " " + asked.answer() + "\n"))
                .orElse(output);
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(Arrays.stream(line.split(Pattern.quote(ANYTHING), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }
}
