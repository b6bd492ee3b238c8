package dev.patrol.cli.declared;

import dev.patrol.cli.CallFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a report goes. */
final class ReportFiles {
    private ReportFiles() {}

    /** Writes a report. */
    @FunctionalInterface
    interface Report {
        void write(OutputStream out) throws IOException;
    }

    /** @throws CallFailed where the file can't be written */
    static void write(Path file, Report report) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                report.write(out);
            }
        } catch (IOException e) {
            throw CallFailed.because("The report " + file + " can't be written ("
                    + e.getClass().getSimpleName() + "). Name a file that this user may write.");
        }
    }
}
