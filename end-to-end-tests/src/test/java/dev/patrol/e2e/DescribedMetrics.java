package dev.patrol.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/metrics.md} says that a service shows of its own. Types and labels are checked by the services' tests. */
final class DescribedMetrics {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(patrol_\\w+)` \\|.*");

    private DescribedMetrics() {}

    static Set<String> of(String service) {
        Set<String> names = new TreeSet<>();
        boolean concerned = false;
        try {
            for (String line : Files.readAllLines(PAGE)) {
                Matcher row = ROW.matcher(line);
                if (line.startsWith("## ")) {
                    String heading = line.toLowerCase(Locale.ROOT);
                    concerned = heading.contains("every service") || heading.contains(service);
                } else if (concerned && row.matches()) {
                    names.add(row.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
