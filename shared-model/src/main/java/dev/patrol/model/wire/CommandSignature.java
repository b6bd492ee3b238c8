package dev.patrol.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * The signature of a command (Ed25519, RFC 8032): a lock that holds also where the broker lets the wrong people write. Signed is
 * the text that has, a line each and each line ended by a line feed: {@code patrol-command-v1}, the headers {@code ce_id},
 * {@code ce_type}, {@code ce_source} and {@code ce_time} as they are on the record, and the SHA-256 of its value in lower-case
 * hex digits. The key of a record is not signed: it only decides on the partition.
 */
public final class CommandSignature {
    /** Header: by which key it is signed. */
    public static final String KEY_ID = "patrol-key-id";
    /** Header: the signature in Base64. */
    public static final String SIGNATURE = "patrol-signature";

    public static final String ALGORITHM = "Ed25519";

    private static final String VERSION = "patrol-command-v1";
    private static final String[] SIGNED = {"ce_id", "ce_type", "ce_source", "ce_time"};

    private CommandSignature() {}

    /** The signature's header for a record with these headers and this value. */
    public static String sign(PrivateKey key, Map<String, String> headers, byte[] value) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text(headers, value));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key is not a private key for " + ALGORITHM, e);
        }
    }

    /** Whether a record has this key's signature; false also where the signature is none at all. */
    public static boolean isSigned(PublicKey key, Map<String, String> headers, byte[] value) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text(headers, value));
            return signature.verify(Base64.getDecoder().decode(headers.getOrDefault(SIGNATURE, "")));
        } catch (GeneralSecurityException | IllegalArgumentException notEvenASignature) {
            return false;
        }
    }

    private static byte[] text(Map<String, String> headers, byte[] value) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (String name : SIGNED) {
            String header = headers.getOrDefault(name, "");
            if (header.indexOf('\n') >= 0) {
                throw new GeneralSecurityException("A line feed in " + name + " would make the text ambiguous");
            }
            text.append(header).append('\n');
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(value);
        return text.append(HexFormat.of().formatHex(digest))
                .append('\n')
                .toString()
                .getBytes(UTF_8);
    }
}
