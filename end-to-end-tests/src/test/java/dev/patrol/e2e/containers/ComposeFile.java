package dev.patrol.e2e.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's {@code docker-compose.yml} or another of its files for Compose, as it is where nothing is set around it. */
public final class ComposeFile {
    static final Path HOME = Path.of("..");

    /** {@code ${NAME:-default}} and {@code ${NAME-default}}. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Z_]+:?-([^}]*)}");

    private final Map<String, Map<String, Object>> services;

    private ComposeFile(Map<String, Map<String, Object>> services) {
        this.services = services;
    }

    public static ComposeFile read() {
        return read("docker-compose.yml");
    }

    public static ComposeFile read(String name) {
        try {
            Map<String, Object> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(HOME.resolve(name)));
            return new ComposeFile(cast(file.get("services")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> services() {
        return services.keySet();
    }

    /** Without any, it is always started. */
    List<String> profilesOf(String service) {
        List<String> profiles = cast(services.get(service).get("profiles"));
        return profiles == null ? List.of() : profiles;
    }

    /** What is set beside what {@link #settingsFileOf} has, and goes before it. */
    public Map<String, String> environmentOf(String service) {
        Map<String, Object> written = cast(services.get(service).getOrDefault("environment", Map.of()));
        Map<String, String> environment = new TreeMap<>();
        written.forEach((name, value) -> {
            if (value != null) {
                environment.put(name, resolved(String.valueOf(value)));
            }
        });
        return environment;
    }

    /** What is set for a service as it is set around it, or not at all. */
    public Set<String> passedOnTo(String service) {
        Map<String, Object> written = cast(services.get(service).getOrDefault("environment", Map.of()));
        return written.keySet().stream()
                .filter(name -> written.get(name) == null)
                .collect(Collectors.toSet());
    }

    public Optional<String> settingsFileOf(String service) {
        return text(service, "env_file");
    }

    /** With a unit: {@code 512m}. */
    public Optional<String> memoryOf(String service) {
        return text(service, "mem_limit");
    }

    String imageOf(String service) {
        return text(service, "image").orElseThrow();
    }

    private Optional<String> text(String service, String key) {
        return Optional.ofNullable(services.get(service).get(key))
                .map(String::valueOf)
                .map(ComposeFile::resolved);
    }

    private static String resolved(String value) {
        return REFERENCE.matcher(value).replaceAll(reference -> Matcher.quoteReplacement(reference.group(1)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
