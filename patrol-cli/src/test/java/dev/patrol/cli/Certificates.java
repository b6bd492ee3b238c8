package dev.patrol.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Key stores with a certificate that signed itself, made by the JDK's own tool. */
public final class Certificates {
    public static final String PASSWORD = "changeit";

    private static final long LONGEST_SECONDS = 30;

    private Certificates() {}

    /**
     * Makes a PKCS#12 file with a key.
     *
     * @param name subject alternative name, for example {@code dns:elsewhere.example}
     */
    public static Path make(Path folder, String name) throws IOException, InterruptedException {
        Path store = folder.resolve("store.p12");
        keytool(
                folder,
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "san=" + name,
                "-ext",
                "bc:c",
                "-validity",
                "10",
                "-storetype",
                "PKCS12");
        return store;
    }

    /** The certificate alone, as a PEM file for who is to trust it. */
    public static Path export(Path folder, Path store) throws IOException, InterruptedException {
        Path pem = folder.resolve("certificate.pem");
        keytool(folder, store, "-exportcert", "-rfc", "-file", pem.toString());
        return pem;
    }

    private static void keytool(Path folder, Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
        }
    }
}
