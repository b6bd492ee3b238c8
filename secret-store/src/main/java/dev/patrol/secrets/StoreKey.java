package dev.patrol.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The key of a folder: a Tink keyset in JSON, so that Tink's own tools can make one and add keys to it. It is as secret as
 * all that it locks.
 */
final class StoreKey {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path file;
    private final Aead aead;

    private StoreKey(Path file, Aead aead) {
        this.file = file;
        this.aead = aead;
    }

    /** Makes a key for a store that has none. */
    static void create(Path file) throws IOException {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
            DurableFiles.makeFolder(file.getParent());
            DurableFiles.writeNew(file, json.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink makes no AES key", e);
        }
    }

    /**
     * Reads the key.
     *
     * @param credentialsDirectory where systemd puts the credentials of this service, if it does
     * @throws SecretStoreException.Refused where it is missing, open to others, or no key
     */
    static StoreKey read(Path file, Optional<String> credentialsDirectory) throws IOException {
        boolean guardedBySystem =
                credentialsDirectory.map(Path::of).filter(file::startsWith).isPresent();
        if (Files.isDirectory(file)) {
            throw refused(file, "which is a folder.", "It should be " + SecretStoreSettings.KEY_FILE_EXPECTED + ".");
        }
        try {
            checkPermissions(file, guardedBySystem);
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
            return new StoreKey(file, keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (NoSuchFileException e) {
            throw refused(
                    file,
                    "which is not there.",
                    "Put the key there; for a store that is new, SECRET_STORE_CREATE_KEY=true makes one.");
        } catch (AccessDeniedException e) {
            throw refused(
                    file,
                    "which Patrol's user may not read.",
                    "Make that user its owner, and leave it closed to others: chmod 600 " + file);
        } catch (GeneralSecurityException | CharacterCodingException e) {
            throw refused(file, "which is no key.", "It should be a Tink keyset for AEAD in JSON.");
        }
    }

    private static SecretStoreException refused(Path file, String why, String remedy) {
        return new SecretStoreException.Refused("SECRET_STORE_KEY_FILE is \"" + file + "\", " + why, remedy);
    }

    /** systemd lets its service read by an access list, which looks like a right of the group. */
    private static void checkPermissions(Path file, boolean guardedBySystem) throws IOException {
        if (!DurableFiles.hasPermissions(file)) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> tooMany = EnumSet.copyOf(OTHERS);
        if (!guardedBySystem) {
            tooMany.addAll(GROUP);
        }
        tooMany.retainAll(found);
        if (!tooMany.isEmpty()) {
            throw refused(
                    file,
                    "which is open to others than its owner (" + PosixFilePermissions.toString(found) + ").",
                    "Close it by: chmod 600 " + file);
        }
    }

    /**
     * Locks a content.
     *
     * @param place what the content is bound to: nobody can put it elsewhere unseen
     */
    byte[] lock(byte[] content, String place) {
        try {
            return aead.encrypt(content, place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink can't encrypt", e);
        }
    }

    /** @throws GeneralSecurityException where it was locked by another key or for another place, or was changed */
    byte[] unlock(byte[] locked, String place) throws GeneralSecurityException {
        return aead.decrypt(locked, place.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "StoreKey[" + file + "]";
    }
}
