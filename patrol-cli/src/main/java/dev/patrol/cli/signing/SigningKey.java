package dev.patrol.cli.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.patrol.cli.CallFailed;
import dev.patrol.model.wire.CommandSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key from a file, and what the rotator's list of keys calls it. Nothing of it is ever shown but that. */
public final class SigningKey {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final long LARGEST = 10_000;
    private static final String HOW_TO_MAKE_ONE = " Make one with: openssl genpkey -algorithm ed25519";

    private final String id;
    private final PrivateKey key;

    private SigningKey(String id, PrivateKey key) {
        this.id = id;
        this.key = key;
    }

    /**
     * @param id empty: the file's name without its ending
     * @throws CallFailed where the file is no such key, or others than its owner have any right to it
     */
    public static SigningKey read(Path file, Optional<String> id) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw CallFailed.wrongCall("There is no key in " + file + "." + HOW_TO_MAKE_ONE);
            }
            requirePrivate(file);
            return new SigningKey(id.orElseGet(() -> nameOf(file)), keyIn(Files.readString(file, US_ASCII), file));
        } catch (IOException e) {
            throw CallFailed.wrongCall(
                    "The key in " + file + " can't be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw CallFailed.wrongCall("Others than its owner have a right to " + file
                    + ". Take it away with: chmod 600 " + file + ". If others can have read it, make a new key.");
        }
    }

    private static PrivateKey keyIn(String text, Path file) {
        Matcher pem = PEM.matcher(text);
        if (pem.find()) {
            try {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
                return KeyFactory.getInstance(CommandSignature.ALGORITHM)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException | IllegalArgumentException notOne) {
                // Said below: what is in the file is told to nobody.
            }
        }
        throw CallFailed.wrongCall(
                file + " does not hold a private key for Ed25519 as PKCS#8 in PEM." + HOW_TO_MAKE_ONE);
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The headers that a record gets beside its own. */
    public Map<String, String> headers(Map<String, String> own, byte[] value) {
        return Map.of(CommandSignature.KEY_ID, id, CommandSignature.SIGNATURE, CommandSignature.sign(key, own, value));
    }
}
