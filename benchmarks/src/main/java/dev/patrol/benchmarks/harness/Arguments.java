package dev.patrol.benchmarks.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a benchmark: {@code --tokens 1000}, {@code --quick}. */
public final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException for a word that is no option */
    public static Arguments of(List<String> words) {
        Map<String, String> values = new HashMap<>();
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String option = left.remove(0);
            if (!option.startsWith("--")) {
                throw new IllegalArgumentException("'" + option + "' is no option; options begin with --.");
            }
            boolean hasValue = !left.isEmpty() && !left.get(0).startsWith("--");
            values.put(option.substring(2), hasValue ? left.remove(0) : "");
        }
        return new Arguments(values);
    }

    /** @throws IllegalArgumentException if there is an option that is not among these */
    public void onlyKnow(String... known) {
        values.keySet().stream()
                .filter(name -> !Set.of(known).contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "There is no option --" + unknown + "; there are: --" + String.join(", --", known) + ".");
                });
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws IllegalArgumentException if it is given and is not a whole number above zero */
    public int number(String name, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,7}")) {
            throw new IllegalArgumentException("--" + name + " should be a whole number above zero, for example --"
                    + name + " " + otherwise + ".");
        }
        return Integer.parseInt(text);
    }
}
