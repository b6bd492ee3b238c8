package dev.patrol.e2e.monitoring;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of {@code deploy/monitoring} and the pages about them. */
final class Monitoring {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = HOME.resolve("deploy/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\bpatrol_[a-z_]+\\b");
    private static final Pattern METRIC_ROW =
            Pattern.compile("(?m)^\\| `(patrol_\\w+)` \\| (\\w+) \\| [^|]* \\| ([^|]*) \\|");
    private static final Pattern OF_A_HISTOGRAM = Pattern.compile("_(bucket|count|sum|max)$");

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Monitoring() {}

    /** The rules of all groups, by the names of their alerts. */
    static Map<String, JsonNode> alerts() {
        Map<String, JsonNode> alerts = new TreeMap<>();
        yaml(FOLDER.resolve("alerts.yml")).get("groups").forEach(group -> group.get("rules")
                .forEach(rule -> {
                    if (alerts.put(rule.get("alert").asText(), rule) != null) {
                        throw new AssertionError("There are two rules of the name " + rule.get("alert"));
                    }
                }));
        return alerts;
    }

    /** The tests for promtool, of all files. */
    static List<JsonNode> trials() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .flatMap(file -> elements(yaml(file).get("tests")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode dashboard() {
        try {
            return JSON.readTree(
                    FOLDER.resolve("grafana/dashboards/patrol.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(String name) {
        try {
            return Files.readString(HOME.resolve("docs").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The labels of each of Patrol's metrics, as {@code docs/metrics.md} has them. */
    static Map<String, String> documentedMetrics() {
        return METRIC_ROW
                .matcher(page("metrics.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3), (one, other) -> one, TreeMap::new));
    }

    /** Patrol's metrics that a query asks for, as the page names them: a histogram without what its series end with. */
    static Set<String> metricsIn(String query, Set<String> documented) {
        return METRIC.matcher(query)
                .results()
                .map(MatchResult::group)
                .map(name -> documented.contains(name)
                        ? name
                        : OF_A_HISTOGRAM.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
