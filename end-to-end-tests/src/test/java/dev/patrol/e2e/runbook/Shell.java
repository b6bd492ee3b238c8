package dev.patrol.e2e.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Somebody in front of a terminal, in a folder with Patrol's script and {@code .env}. */
final class Shell {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    Shell(Path folder, Path settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("patrol"), HOME.resolve("patrol"));
        Files.copy(settings, folder.resolve(".env"));
    }

    /** @param output what the terminal shows */
    record Ran(int exitCode, String output) {}

    /** Types commands, ends at the first that fails, and types the answer where one is wanted. */
    Ran run(String commands, String answer) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-e", "-c", commands))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write(answer.getBytes(UTF_8));
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Ran(-1, Files.readString(output) + "\nIt had no end within " + PATIENCE_SECONDS + " s.");
            }
            return new Ran(process.exitValue(), Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
