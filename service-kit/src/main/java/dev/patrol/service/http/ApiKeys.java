package dev.patrol.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a file, one a line, so that a new one is taken before the old one goes. The file is read each time: a key that
 * is taken out of it is dead at once.
 */
public final class ApiKeys {
    private static final String PROPERTY = "patrol.http.api-key-file";
    /** What can be told neither by guessing nor by trying. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{32,512}");

    private final Path file;

    ApiKeys(Path file) {
        this.file = file;
    }

    /** What is wrong with the file that the settings name, a line. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        Optional<Path> file = config.getOptionalValue(PROPERTY, Path.class);
        return file.flatMap(path -> new ApiKeys(path).problem()).stream().toList();
    }

    private Optional<String> problem() {
        try {
            List<String> keys = read();
            return !keys.isEmpty() && keys.stream().allMatch(KEY.asMatchPredicate())
                    ? Optional.empty()
                    : Optional.of("HTTP_API_KEY_FILE names " + file
                            + ", which holds no key, or something else. It should hold"
                            + " keys, one a line, each of 32 to 512 printable characters without spaces, for example made by"
                            + " openssl rand -hex 32.");
        } catch (IOException e) {
            return Optional.of("HTTP_API_KEY_FILE names " + file
                    + ", which can't be read. It should be a text file with keys," + " one a line.");
        }
    }

    /**
     * Whether this is one of the keys. How long it takes tells nothing about them.
     *
     * @throws IOException where the file can't be read
     */
    boolean contain(String given) throws IOException {
        byte[] digest = digest(given);
        boolean found = false;
        for (String key : read()) {
            found |= KEY.matcher(key).matches() && MessageDigest.isEqual(digest(key), digest);
        }
        return found;
    }

    private List<String> read() throws IOException {
        return Files.readString(file, UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
