package dev.patrol.simulator.vault;

import dev.patrol.simulator.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A key pair and a self-signed certificate for a name, {@code localhost} and {@code 127.0.0.1}, made by the JDK's own
 * {@code keytool}.
 */
public final class SelfSignedCertificate {

    private static final String ALIAS = "vault";
    private static final String PASSWORD_VARIABLE = "SIMULATOR_STORE_PASSWORD";
    private static final int PATIENCE_SECONDS = 60;

    private static final Map<String, SelfSignedCertificate> OF_THIS_PROCESS = new HashMap<>();

    private final byte[] keyStore;
    private final Credential password;
    private final String pem;

    private SelfSignedCertificate(byte[] keyStore, Credential password, String pem) {
        this.keyStore = keyStore;
        this.password = password;
        this.pem = pem;
    }

    /** The same for {@code localhost}. */
    public static SelfSignedCertificate ofThisProcess() throws IOException {
        return ofThisProcess("localhost");
    }

    /**
     * The certificate that all simulators of this name in this process share, since making one takes keytool a second.
     *
     * @throws IOException if keytool fails; the message has its output, which names no secret
     */
    public static synchronized SelfSignedCertificate ofThisProcess(String name) throws IOException {
        SelfSignedCertificate certificate = OF_THIS_PROCESS.get(name);
        if (certificate == null) {
            certificate = create(name);
            OF_THIS_PROCESS.put(name, certificate);
        }
        return certificate;
    }

    /** PKCS #12 store with the key. */
    public byte[] keyStore() {
        return keyStore.clone();
    }

    public Credential password() {
        return password;
    }

    /** The certificate, for clients to trust. */
    public String pem() {
        return pem;
    }

    private static SelfSignedCertificate create(String name) throws IOException {
        Credential password = Credential.of(UUID.randomUUID().toString());
        Path folder = Files.createTempDirectory("azure-simulator-key");
        Path keyStore = folder.resolve("vault.p12");
        Path log = folder.resolve("keytool.log");
        try {
            keytool(name, keyStore, log, password);
            byte[] bytes = Files.readAllBytes(keyStore);
            return new SelfSignedCertificate(bytes, password, pem(bytes, password));
        } finally {
            Files.deleteIfExists(keyStore);
            Files.deleteIfExists(log);
            Files.delete(folder);
        }
    }

    private static void keytool(String name, Path keyStore, Path log, Credential password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name + ",O=Azure simulator",
                "-validity",
                "3650",
                "-ext",
                "SAN=dns:" + name + ",dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        builder.environment().put(PASSWORD_VARIABLE, password.reveal());
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("keytool did not end within " + PATIENCE_SECONDS + " seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool was running.", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(log));
        }
    }

    private static String pem(byte[] keyStore, Credential password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(keyStore), password.reveal().toCharArray());
            Certificate certificate = store.getCertificate(ALIAS);
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("The key store that keytool made cannot be read.", e);
        }
    }
}
