package dev.patrol.e2e.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's {@code docker-compose.yml} or a part of it, as it is where nothing is set around it. */
final class ComposeFile {
    static final Path HOME = Path.of("..");

    /** {@code ${NAME:-default}} and {@code ${NAME-default}}. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Z_]+:?-([^}]*)}");

    private final Map<String, Map<String, Object>> services;

    private ComposeFile(Map<String, Map<String, Object>> services) {
        this.services = services;
    }

    static ComposeFile read() {
        return read("docker-compose.yml");
    }

    static ComposeFile read(String name) {
        try {
            Map<String, Object> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(HOME.resolve(name)));
            return new ComposeFile(cast(file.get("services")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> services() {
        return services.keySet();
    }

    /** Without any, it is always started. */
    List<String> profilesOf(String service) {
        List<String> profiles = cast(services.get(service).get("profiles"));
        return profiles == null ? List.of() : profiles;
    }

    Map<String, String> environmentOf(String service) {
        Map<String, Object> written = cast(services.get(service).get("environment"));
        Map<String, String> environment = new TreeMap<>();
        written.forEach((name, value) -> environment.put(name, resolved(String.valueOf(value))));
        return environment;
    }

    private static String resolved(String value) {
        return REFERENCE.matcher(value).replaceAll(reference -> Matcher.quoteReplacement(reference.group(1)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
