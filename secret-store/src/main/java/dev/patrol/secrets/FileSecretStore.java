package dev.patrol.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A folder of encrypted files as the store. Writers of all processes take turns; readers wait for nobody, since a file is
 * there whole or not at all. Who can write into the folder but has no key can take files away, and so bring back what was
 * current earlier; they can neither read nor forge nor exchange any.
 */
final class FileSecretStore implements SecretStore {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PROOF = "proof.secret";
    private static final String FORMAT = "patrol secret store 1";

    private final Path folder;
    private final URI address;
    private final StoreLock lock;
    private final SecretFiles files;
    private final Clock clock;

    private FileSecretStore(Path folder, StoreLock lock, SecretFiles files, Clock clock) {
        this.folder = folder;
        this.address = folder.toUri();
        this.lock = lock;
        this.files = files;
        this.clock = clock;
    }

    static FileSecretStore open(
            SecretStoreLocation.Folder location, Optional<String> credentialsDirectory, Clock clock) {
        Path folder = location.folder();
        return doing("opening", folder, () -> {
            checkPlaces(location);
            Path secrets = folder.resolve("secrets");
            DurableFiles.makeFolder(secrets);
            StoreLock lock = new StoreLock(folder.toRealPath().resolve("lock"), PATIENCE);
            return lock.holding(() -> {
                StoreKey key = keyOf(location, credentialsDirectory);
                SecretFiles files = new SecretFiles(secrets, key);
                prove(folder, key, files);
                DurableFiles.sweep(folder);
                files.sweep();
                return new FileSecretStore(folder, lock, files, clock);
            });
        });
    }

    private static void checkPlaces(SecretStoreLocation.Folder location) throws IOException {
        Path folder = location.folder();
        if (location.keyFile().startsWith(folder)
                || DurableFiles.realPath(location.keyFile()).startsWith(DurableFiles.realPath(folder))) {
            throw new SecretStoreException.Refused(
                    "SECRET_STORE_KEY_FILE is \"" + location.keyFile() + "\", which is in SECRET_STORE_FOLDER.",
                    "Keep it elsewhere: who copies the folder must not have its key.");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new SecretStoreException.Refused(
                    "SECRET_STORE_FOLDER is \"" + folder + "\", which is no folder.",
                    "It should be " + SecretStoreSettings.FOLDER_EXPECTED + ".");
        }
    }

    /** A new key in place of one that is lost would make the store look well until somebody reads an old secret. */
    private static StoreKey keyOf(SecretStoreLocation.Folder location, Optional<String> credentialsDirectory)
            throws IOException {
        if (location.createKey()
                && Files.notExists(location.keyFile())
                && Files.notExists(location.folder().resolve(PROOF))) {
            StoreKey.create(location.keyFile());
        }
        return StoreKey.read(location.keyFile(), credentialsDirectory);
    }

    /** A file of known content tells at once whether the key is the store's. */
    private static void prove(Path folder, StoreKey key, SecretFiles files) throws IOException {
        Path proof = folder.resolve(PROOF);
        try {
            key.unlock(Files.readAllBytes(proof), FORMAT);
        } catch (NoSuchFileException newStore) {
            if (!files.names().isEmpty()) {
                throw new SecretStoreException.Damaged(
                        proof + " is missing, though there are secrets.", "Put it back from a copy of the folder.");
            }
            DurableFiles.write(proof, key.lock(FORMAT.getBytes(UTF_8), FORMAT));
        } catch (GeneralSecurityException e) {
            throw new SecretStoreException.Damaged(
                    "SECRET_STORE_KEY_FILE does not fit SECRET_STORE_FOLDER: it does not open " + proof + ".",
                    "Name the key that the folder was made with.");
        }
    }

    @Override
    public Optional<SecretDescription> find(String name) {
        return current(name).map(this::describe);
    }

    @Override
    public Optional<ManagedSecret> findManaged(String organization, String name) {
        return current(name)
                .flatMap(found -> SecretTags.managed(found.name(), found.tags()))
                .filter(secret -> secret.organization().equals(organization));
    }

    @Override
    public Optional<StoredText> findText(String name) {
        return current(name)
                .map(found -> new StoredText(
                        versionOf(found), new SecretValue(found.value()), found.contentType(), found.tags()));
    }

    private Optional<StoredVersion> current(String name) {
        SecretContent.checkName(name);
        return doing("reading " + name + " in", folder, () -> newest(name)).filter(StoredVersion::enabled);
    }

    /** Of the version that was newest a moment ago nothing may be left, where many were written since. */
    private Optional<StoredVersion> newest(String name) throws IOException {
        for (String version : files.versions(name)) {
            Optional<StoredVersion> found = files.read(name, version);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<SecretDescription> versions(String name) {
        SecretContent.checkName(name);
        return doing("listing the versions of " + name + " in", folder, () -> {
            List<SecretDescription> versions = new ArrayList<>();
            for (String version : files.versions(name)) {
                files.read(name, version)
                        .filter(StoredVersion::enabled)
                        .map(this::describe)
                        .ifPresent(versions::add);
            }
            return versions;
        });
    }

    @Override
    public void forEachManaged(Consumer<ManagedSecret> visitor) {
        for (String name : doing("listing the secrets in", folder, files::names)) {
            current(name)
                    .flatMap(found -> SecretTags.managed(found.name(), found.tags()))
                    .ifPresent(visitor);
        }
    }

    @Override
    public void forEachTokenSecret(Consumer<TokenSecret> visitor) {
        for (String name : doing("listing the secrets in", folder, files::names)) {
            findTokenSecret(name).ifPresent(visitor);
        }
    }

    @Override
    public Optional<TokenSecret> findTokenSecret(String name) {
        return current(name)
                .filter(found -> found.contentType().equals(SecretContent.TOKEN))
                .map(found -> SecretTags.tokenSecret(found.name(), found.tags(), Optional.ofNullable(found.expires())));
    }

    @Override
    public SecretVersion store(NewSecret secret, BooleanSupplier isStillWanted) {
        return write(SecretContent.of(secret), isStillWanted);
    }

    @Override
    public SecretVersion storeText(NewText text) {
        return write(SecretContent.of(text), () -> true);
    }

    @Override
    public TokenValue read(SecretVersion version) {
        return new TokenValue(inUse(version.name(), version.version()).value());
    }

    @Override
    public SecretVersion restore(String name, String earlierVersion) {
        StoredVersion earlier = inUse(name, earlierVersion);
        return write(
                new SecretContent(
                        earlier.name(),
                        earlier.value(),
                        earlier.contentType(),
                        Optional.ofNullable(earlier.expires()),
                        earlier.tags()),
                () -> true);
    }

    @Override
    public void disable(SecretVersion version) {
        SecretContent.checkName(version.name());
        doing(
                "disabling " + version.name() + " in",
                folder,
                () -> lock.holding(() -> {
                    files.write(existing(version.name(), version.version()).disabled());
                    return true;
                }));
    }

    @Override
    public void keepDead(String name, UUID authorizationId, StaysDead why) {
        doing(
                "tagging " + name + " in",
                folder,
                () -> lock.holding(() -> {
                    Optional<StoredVersion> held =
                            current(name).filter(found -> SecretTags.hold(authorizationId, found.tags()));
                    if (held.isPresent()) {
                        files.write(held.get().stayingDead(why));
                    }
                    return true;
                }));
    }

    private SecretVersion write(SecretContent content, BooleanSupplier isStillWanted) {
        return doing(
                "storing " + content.name() + " in",
                folder,
                () -> lock.holding(() -> {
                    if (!isStillWanted.getAsBoolean()) {
                        throw new SecretStoreException.Withdrawn("A value was withdrawn before it was stored.");
                    }
                    StoredVersion version = new StoredVersion(
                            content.name(),
                            files.nextVersion(content.name()),
                            content.value(),
                            content.contentType(),
                            true,
                            clock.instant(),
                            content.expiresAt().orElse(null),
                            content.tags());
                    files.write(version);
                    files.prune(content.name());
                    return versionOf(version);
                }));
    }

    private StoredVersion inUse(String name, String version) {
        SecretContent.checkVersion(name, version);
        StoredVersion found = doing("reading " + name + " in", folder, () -> existing(name, version));
        if (!found.enabled()) {
            throw new SecretStoreException.Refused(
                    "The version " + version + " of the secret " + name + " is disabled.", "Use another version.");
        }
        return found;
    }

    private StoredVersion existing(String name, String version) throws IOException {
        return files.read(name, version)
                .orElseThrow(() -> new SecretStoreException.Refused(
                        folder + " has no such version of the secret " + name + ".", "Use another version."));
    }

    private SecretDescription describe(StoredVersion version) {
        return SecretTags.describe(versionOf(version), version.tags());
    }

    private SecretVersion versionOf(StoredVersion version) {
        return new SecretVersion(address, version.name(), version.version());
    }

    private static <T> T doing(String what, Path folder, StoreLock.Work<T> work) {
        try {
            return work.run();
        } catch (AccessDeniedException e) {
            throw new SecretStoreException.Refused(
                    "Patrol may not use " + e.getFile() + " for " + what + " " + folder + ".",
                    "Give its user the right to read and write there.");
        } catch (IOException e) {
            throw new SecretStoreException.Unavailable(
                    "The file system failed in " + what + " " + folder + " (" + reasonOf(e) + ").",
                    "If that goes on, see that its disk is there, has room and can be written to.");
        }
    }

    /** The system's own words ("No space left on device"), where it has any. */
    private static String reasonOf(IOException e) {
        String said = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
