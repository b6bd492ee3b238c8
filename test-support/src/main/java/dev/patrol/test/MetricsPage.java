package dev.patrol.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether {@code docs/metrics.md} and what a service shows are the same: names, types and labels. And whether labels are
 * bounded.
 */
public final class MetricsPage {
    /** All that Patrol's own meters may have. */
    private static final Set<String> LABELS = Set.of(
            "organization",
            "state",
            "outcome",
            "within",
            "policy",
            "step",
            "topic",
            "priority",
            "cause",
            "rule",
            "severity",
            "check");

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final String PREFIX = "patrol_";
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*");
    /** Words, names of topics and organizations; no id, address or time is one. */
    private static final Pattern VALUE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,49}");

    private static final Pattern ID = Pattern.compile(".*[0-9a-f]{8}-[0-9a-f]{4}-.*");

    private MetricsPage() {}

    /** @param service its name in the page's headings */
    public static void assertDescribes(String service, Metrics shown) {
        List<String> problems = problems(service, read(), shown);
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    "docs/metrics.md and /q/metrics of the " + service + ":\n" + String.join("\n", problems));
        }
    }

    static List<String> problems(String service, List<String> page, Metrics shown) {
        Map<String, String> described = described(service, page);
        Map<String, String> found = found(shown);
        List<String> problems = new ArrayList<>();
        found.forEach((name, what) -> {
            if (!what.equals(described.get(name))) {
                problems.add(name + " is shown as " + what + ", described as " + described.get(name));
            }
        });
        described.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .forEach(name -> problems.add(name + " is described and not shown"));
        problems.addAll(unbounded(shown));
        return problems;
    }

    /** Types and labels by name, as one text each. */
    private static Map<String, String> described(String service, List<String> page) {
        Map<String, String> described = new TreeMap<>();
        boolean concerned = false;
        for (String line : page) {
            if (line.startsWith("## ")) {
                String heading = line.toLowerCase(Locale.ROOT);
                concerned = heading.contains("every service") || heading.contains(service);
            } else if (concerned && ROW.matcher(line).matches()) {
                String[] cells = line.split("\\|");
                String name = cells[1].strip().replace("`", "");
                if (name.startsWith(PREFIX)) {
                    described.put(name, what(cells[2].strip(), words(cells[4])));
                }
            }
        }
        return described;
    }

    private static Map<String, String> found(Metrics shown) {
        Map<String, String> found = new TreeMap<>();
        shown.types().forEach((name, type) -> {
            if (name.startsWith(PREFIX) && !isMaximumOf(shown, name)) {
                Set<String> labels = new TreeSet<>();
                seriesOf(shown, name).keySet().forEach(series -> labels.addAll(series.keySet()));
                found.put(name, what(type, labels));
            }
        });
        return found;
    }

    private static Map<Map<String, String>, Double> seriesOf(Metrics shown, String name) {
        return shown.series("histogram".equals(shown.types().get(name)) ? name + "_count" : name);
    }

    /** Micrometer adds it to each histogram. */
    private static boolean isMaximumOf(Metrics shown, String name) {
        return name.endsWith("_max")
                && "histogram".equals(shown.types().get(name.substring(0, name.length() - "_max".length())));
    }

    private static List<String> unbounded(Metrics shown) {
        List<String> problems = new ArrayList<>();
        found(shown).keySet().forEach(name -> seriesOf(shown, name)
                .keySet()
                .forEach(series -> series.forEach((key, value) -> {
                    if (!LABELS.contains(key)) {
                        problems.add(name + " has the label " + key + ", which none may have");
                    }
                    if (!VALUE.matcher(value).matches() || ID.matcher(value).matches()) {
                        problems.add(name + " has the value \"" + value + "\" of the label " + key);
                    }
                })));
        return problems;
    }

    private static String what(String type, Set<String> labels) {
        return type + " by " + labels;
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>();
        for (String word : cell.split(",")) {
            String plain = word.strip().replace("`", "");
            if (!plain.isEmpty() && !plain.equals("none")) {
                words.add(plain);
            }
        }
        return words;
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
