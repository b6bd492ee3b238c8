package dev.patrol.e2e.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A client's key and its certificate, which signed itself, in a PEM file.
 *
 * @param pem the certificate alone, for who is to trust it
 */
record ClientCertificate(Path file, String pem) {
    private static final String ALIAS = "client";
    private static final String PASSWORD_VARIABLE = "STORE_PASSWORD";
    private static final long LONGEST_SECONDS = 60;

    /** @param commonName the whole subject */
    static ClientCertificate make(Path folder, String commonName) throws Exception {
        String password = UUID.randomUUID().toString();
        Path store = folder.resolve(commonName + ".p12");
        keytool(store, commonName, password);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, password.toCharArray());
        }
        String certificate = block("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        String key =
                block("PRIVATE KEY", keys.getKey(ALIAS, password.toCharArray()).getEncoded());
        return new ClientCertificate(
                Files.writeString(folder.resolve(commonName + ".pem"), key + certificate), certificate);
    }

    /** Kafka's settings that show it. */
    Map<String, String> shown() {
        return Map.of("security.protocol", "SSL", "ssl.keystore.type", "PEM", "ssl.keystore.location", file.toString());
    }

    private static String block(String kind, byte[] content) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path store, String commonName, String password)
            throws IOException, InterruptedException {
        Path log = store.resolveSibling(commonName + ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + commonName,
                        "-validity",
                        "10",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        PASSWORD_VARIABLE))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process keytool = builder.start();
        if (!keytool.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + Files.readString(log));
        }
    }
}
