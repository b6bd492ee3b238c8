package dev.patrol.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is posted, so that the receiver knows who wrote it and when: HMAC-SHA256 over id, time and body, in the headers of
 * the Standard Webhooks specification (standardwebhooks.com), whose libraries verify it.
 */
final class WebhookSignature {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    private final SecretKeySpec key;

    /** @param secret {@code whsec_} and Base64, or any other text, which is the key as it is */
    WebhookSignature(String secret) {
        this.key = new SecretKeySpec(keyOf(secret), ALGORITHM);
    }

    private static byte[] keyOf(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(UTF_8);
    }

    String of(String id, Instant time, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + time.getEpochSecond() + ".").getBytes(UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
