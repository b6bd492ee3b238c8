package dev.patrol.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A process of its own that stores texts under one name, and says each version with its value once it is stored. It ends
 * after a number of them.
 */
final class WritingProcess {
    private WritingProcess() {}

    public static void main(String[] arguments) {
        SecretStoreLocation.Folder location =
                new SecretStoreLocation.Folder(Path.of(arguments[0]), Path.of(arguments[1]), false);
        SecretStore store = FileSecretStore.open(location, Optional.empty(), Clock.systemUTC());
        int count = Integer.parseInt(arguments[3]);
        for (int n = 0; n < count; n++) {
            String value = ProcessHandle.current().pid() + "-" + n;
            System.out.println(
                    store.storeText(Samples.text(arguments[2], value)).version() + " " + value);
        }
    }

    static Process start(Path folder, Path keyFile, String name, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        folder.toString(),
                        keyFile.toString(),
                        name,
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
