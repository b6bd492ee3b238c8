package dev.patrol.cli.weekly;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.CallFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A key of a service, which no command line and no message has. */
final class ApiKey {
    /** As the services want them; nothing else fits a header. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{32,512}");

    private final Path file;
    private final String key;

    private ApiKey(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /**
     * The first of a file of keys, one a line.
     *
     * @throws CallFailed where there is none
     */
    static ApiKey in(Path file) {
        try {
            return Files.readString(file, UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .filter(KEY.asMatchPredicate())
                    .map(key -> new ApiKey(file, key))
                    .orElseThrow(() -> CallFailed.because("AUDIT_SERVICE_KEY_FILE names " + file
                            + ", which does not begin with a key. It should be one of the keys in the audit service's"
                            + " HTTP_API_KEY_FILE."));
        } catch (IOException e) {
            throw CallFailed.because("AUDIT_SERVICE_KEY_FILE names " + file + ", which can't be read.");
        }
    }

    String authorization() {
        return "Bearer " + key;
    }

    Path file() {
        return file;
    }
}
