package dev.patrol.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a store: {@code secrets/<name in lower case>/<version>.secret}, each locked for its place. Versions are 32
 * hexadecimal digits as Key Vault's are; the first twelve count up, so that the names of files tell which is the newest.
 */
final class SecretFiles {
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");
    private static final String ENDING = ".secret";
    private static final int NUMBER_LENGTH = 12;
    private static final int RANDOM_BYTES = 10;
    /** Versions of a secret that are kept; a vault keeps all, but disks fill, and nobody goes back that far. */
    private static final int MOST_VERSIONS = 100;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path secrets;
    private final StoreKey key;
    private final SecureRandom random = new SecureRandom();

    SecretFiles(Path secrets, StoreKey key) {
        this.secrets = secrets;
        this.key = key;
    }

    /** Secrets that have a folder, which those that were never written whole have too. */
    List<String> names() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(secrets, Files::isDirectory)) {
            List<String> names = new ArrayList<>();
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
            return names;
        }
    }

    /** Newest first; none where there is no such secret. */
    List<String> versions(String name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(name), "*" + ENDING)) {
            List<String> versions = new ArrayList<>();
            for (Path file : files) {
                String version = file.getFileName().toString().replace(ENDING, "");
                if (VERSION.matcher(version).matches()) {
                    versions.add(version);
                }
            }
            versions.sort(Comparator.reverseOrder());
            return versions;
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    /** The version that comes after the newest. */
    String nextVersion(String name) throws IOException {
        List<String> versions = versions(name);
        long newest = versions.isEmpty() ? 0 : Long.parseLong(versions.get(0).substring(0, NUMBER_LENGTH), 16);
        byte[] rest = new byte[RANDOM_BYTES];
        random.nextBytes(rest);
        return String.format(Locale.ROOT, "%012x", newest + 1) + HexFormat.of().formatHex(rest);
    }

    /** @throws SecretStoreException.Damaged where the file is not what was written for this place with this key */
    Optional<StoredVersion> read(String name, String version) throws IOException {
        if (!VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        Path file = file(name, version);
        try {
            byte[] content = key.unlock(Files.readAllBytes(file), place(name, version));
            return Optional.of(JSON.readValue(content, StoredVersion.class));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new SecretStoreException.Damaged(
                    file + " is not as it was written, or was written with another key.",
                    "Put the file back from a copy; where there is none, remove it, and the version before it holds again.");
        }
    }

    /** Only who holds the store's lock may write. */
    void write(StoredVersion version) throws IOException {
        DurableFiles.makeFolder(folder(version.name()));
        byte[] content = JSON.writeValueAsBytes(version);
        DurableFiles.write(
                file(version.name(), version.version()), key.lock(content, place(version.name(), version.version())));
    }

    /** Removes the oldest versions where there are too many. Only who holds the store's lock may. */
    void prune(String name) throws IOException {
        List<String> versions = versions(name);
        for (String old : versions.subList(Math.min(MOST_VERSIONS, versions.size()), versions.size())) {
            Files.deleteIfExists(file(name, old));
        }
    }

    /** Removes what writers left that died. Only who holds the store's lock may. */
    void sweep() throws IOException {
        for (String name : names()) {
            DurableFiles.sweep(folder(name));
        }
    }

    private Path folder(String name) {
        return secrets.resolve(key(name));
    }

    private Path file(String name, String version) {
        return folder(name).resolve(version + ENDING);
    }

    private static String place(String name, String version) {
        return "secret/" + key(name) + "/" + version;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
