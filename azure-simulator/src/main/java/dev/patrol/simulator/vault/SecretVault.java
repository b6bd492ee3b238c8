package dev.patrol.simulator.vault;

import dev.patrol.simulator.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of a vault with their versions, and the deleted ones. Names are compared without regard to case. All
 * methods are atomic; refusals are {@link VaultRefusal}s.
 */
public final class SecretVault {

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
    private static final int LONGEST_VALUE = 25 * 1024;
    private static final int LONGEST_CONTENT_TYPE = 255;
    private static final int MOST_TAGS = 15;
    private static final int LONGEST_TAG = 256;
    private static final Duration RECOVERABLE = Duration.ofDays(90);

    private static final class Secret {
        private final String name;
        private final NavigableMap<String, SecretVersion> versions = new TreeMap<>();
        private String latest;

        private Secret(String name) {
            this.name = name;
        }

        private void put(SecretVersion version) {
            versions.put(version.version(), version);
        }

        private SecretVersion latest() {
            return versions.get(latest);
        }
    }

    private record Deleted(Secret secret, Instant deleted) {}

    /**
     * A part of a list.
     *
     * @param next where to go on, empty at the end
     */
    public record Page<T>(List<T> items, Optional<String> next) {}

    private final NavigableMap<String, Secret> secrets = new TreeMap<>();
    private final NavigableMap<String, Deleted> deleted = new TreeMap<>();
    private final Clock clock;

    public SecretVault(Clock clock) {
        this.clock = clock;
    }

    /** Adds a version, which becomes the latest; makes the secret if there is none. */
    public synchronized SecretVersion set(String name, String value, SecretProperties properties) {
        String key = key(name);
        checkValue(value);
        check(properties);
        if (deleted.containsKey(key)) {
            throw VaultRefusal.deletedButRecoverable(name);
        }
        Secret secret = secrets.computeIfAbsent(key, ignored -> new Secret(name));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SecretVersion version = new SecretVersion(
                secret.name,
                UUID.randomUUID().toString().replace("-", ""),
                Credential.of(value),
                properties.contentType().orElse(null),
                properties.enabled().orElse(true),
                properties.notBefore(),
                properties.expires(),
                now,
                now,
                properties.tags().orElse(Map.of()));
        secret.put(version);
        secret.latest = version.version();
        return version;
    }

    /** A version, or the latest; a disabled one is refused. */
    public synchronized SecretVersion get(String name, Optional<String> version) {
        SecretVersion found = find(name, version);
        if (!found.enabled()) {
            throw VaultRefusal.disabled();
        }
        return found;
    }

    /** Changes the properties of a version, or of the latest; the value stays. */
    public synchronized SecretVersion update(String name, Optional<String> version, SecretProperties properties) {
        check(properties);
        SecretVersion old = find(name, version);
        SecretVersion changed = new SecretVersion(
                old.name(),
                old.version(),
                old.value(),
                properties.contentType().orElse(old.contentType()),
                properties.enabled().orElse(old.enabled()),
                properties.notBefore().or(old::notBefore),
                properties.expires().or(old::expires),
                old.created(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                properties.tags().orElse(old.tags()));
        secrets.get(key(name)).put(changed);
        return changed;
    }

    /** Deletes a secret with all its versions, so that it can be recovered. */
    public synchronized DeletedSecret delete(String name) {
        Secret secret = secrets.remove(key(name));
        if (secret == null) {
            throw VaultRefusal.notFound(name);
        }
        Deleted gone = new Deleted(secret, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        deleted.put(key(name), gone);
        return view(gone);
    }

    public synchronized DeletedSecret deleted(String name) {
        return view(deletedOf(name));
    }

    /** Forgets a deleted secret for good. */
    public synchronized void purge(String name) {
        deletedOf(name);
        deleted.remove(key(name));
    }

    /** Brings a deleted secret back. */
    public synchronized SecretVersion recover(String name) {
        Deleted gone = deletedOf(name);
        deleted.remove(key(name));
        secrets.put(key(name), gone.secret());
        return gone.secret().latest();
    }

    /** The latest version of each secret, by name. */
    public synchronized Page<SecretVersion> list(Optional<String> after, int size) {
        return page(secrets, after, size, Secret::latest);
    }

    /** The versions of a secret, by version: that is, in no order that means anything. */
    public synchronized Page<SecretVersion> versions(String name, Optional<String> after, int size) {
        Secret secret = secrets.get(key(name));
        if (secret == null) {
            throw VaultRefusal.notFound(name);
        }
        return page(secret.versions, after, size, version -> version);
    }

    public synchronized Page<DeletedSecret> listDeleted(Optional<String> after, int size) {
        return page(deleted, after, size, SecretVault::view);
    }

    /**
     * A version as it was at one moment.
     *
     * @param latest whether it was the one that a get without version gives
     */
    public record Standing(SecretVersion version, boolean latest) {}

    /** Every version of every secret that is not deleted, at this moment. */
    public synchronized List<Standing> everything() {
        return secrets.values().stream().flatMap(SecretVault::standings).toList();
    }

    /** Every version of one secret, at this moment; empty if there is none of that name. */
    public synchronized List<Standing> everythingOf(String name) {
        return Stream.ofNullable(secrets.get(name.toLowerCase(Locale.ROOT)))
                .flatMap(SecretVault::standings)
                .toList();
    }

    private static Stream<Standing> standings(Secret secret) {
        return secret.versions.values().stream()
                .map(version -> new Standing(version, version.version().equals(secret.latest)));
    }

    /** Names of the deleted secrets. */
    public synchronized List<String> deletedNames() {
        return deleted.values().stream().map(gone -> gone.secret().name).toList();
    }

    private SecretVersion find(String name, Optional<String> version) {
        Secret secret = secrets.get(key(name));
        SecretVersion found = secret == null
                ? null
                : version.map(text -> secret.versions.get(text.toLowerCase(Locale.ROOT)))
                        .orElseGet(secret::latest);
        if (version.isPresent()
                && secret != null
                && !secret.versions.containsKey(version.get().toLowerCase(Locale.ROOT))) {
            throw VaultRefusal.notFound(name + "/" + version.get());
        }
        if (found == null) {
            throw VaultRefusal.notFound(name);
        }
        return found;
    }

    private Deleted deletedOf(String name) {
        Deleted gone = deleted.get(key(name));
        if (gone == null) {
            throw VaultRefusal.notFound(name);
        }
        return gone;
    }

    private static DeletedSecret view(Deleted gone) {
        return new DeletedSecret(
                gone.secret().name,
                gone.secret().latest(),
                gone.deleted(),
                gone.deleted().plus(RECOVERABLE));
    }

    private static <S, T> Page<T> page(
            NavigableMap<String, S> all, Optional<String> after, int size, Function<S, T> view) {
        NavigableMap<String, S> rest = after.isPresent() ? all.tailMap(after.get(), false) : all;
        List<T> items = new ArrayList<>(size);
        String last = null;
        for (var entry : rest.entrySet()) {
            if (items.size() == size) {
                return new Page<>(List.copyOf(items), Optional.of(last));
            }
            items.add(view.apply(entry.getValue()));
            last = entry.getKey();
        }
        return new Page<>(List.copyOf(items), Optional.empty());
    }

    private static String key(String name) {
        if (!NAME.matcher(name).matches()) {
            throw VaultRefusal.badParameter("The request URI contains an invalid name: " + name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static void checkValue(String value) {
        if (value == null || value.isBlank()) {
            throw VaultRefusal.badParameter("The parameter value is required.");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            throw VaultRefusal.badParameter("The secret value is longer than " + LONGEST_VALUE + " bytes.");
        }
    }

    private static void check(SecretProperties properties) {
        if (properties
                .contentType()
                .filter(type -> type.length() > LONGEST_CONTENT_TYPE)
                .isPresent()) {
            throw VaultRefusal.badParameter("The content type is longer than " + LONGEST_CONTENT_TYPE + " characters.");
        }
        Map<String, String> tags = properties.tags().orElse(Map.of());
        if (tags.size() > MOST_TAGS) {
            throw VaultRefusal.badParameter("There are more than " + MOST_TAGS + " tags.");
        }
        tags.forEach((name, value) -> {
            if (name.length() > LONGEST_TAG || value.length() > LONGEST_TAG) {
                throw VaultRefusal.badParameter(
                        "The name or value of a tag is longer than " + LONGEST_TAG + " characters.");
            }
        });
    }
}
