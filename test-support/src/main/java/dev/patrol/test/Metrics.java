package dev.patrol.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service shows at {@code /q/metrics} at one moment, in Prometheus' text format. */
public final class Metrics {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Map<Map<String, String>, Double>> samples = new TreeMap<>();

    private Metrics(String text) {
        text.lines().forEach(this::read);
    }

    /** @param service where it listens */
    public static Metrics of(URI service) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.resolve("/q/metrics"))
                                    .header("Accept", "text/plain")
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("/q/metrics answers " + answer.statusCode());
            }
            return new Metrics(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Metrics read(String... lines) {
        return new Metrics(String.join("\n", lines));
    }

    private void read(String line) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            types.put(type.group(1), type.group(2));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!line.startsWith("#") && sample.matches()) {
            samples.computeIfAbsent(sample.group(1), name -> new LinkedHashMap<>())
                    .put(labels(sample.group(2)), number(sample.group(3)));
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Names with their types: counter, gauge, histogram. */
    Map<String, String> types() {
        return types;
    }

    /** All series of a name, by their labels; none where there is no such name. */
    public Map<Map<String, String>, Double> series(String name) {
        return samples.getOrDefault(name, Map.of());
    }

    /** @param labels keys and values, by turns; all of them */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        Double value = series(name).get(wanted);
        if (value == null) {
            throw new AssertionError(
                    "There is no " + name + wanted + ", but " + series(name).keySet());
        }
        return value;
    }

    /** All series of a name together. */
    public double sum(String name) {
        return series(name).values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
