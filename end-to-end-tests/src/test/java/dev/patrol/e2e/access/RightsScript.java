package dev.patrol.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;

/**
 * {@code deploy/kafka/acls.sh}, with Kafka's own tool. Each call of the tool would take a JVM of its own, so the script writes
 * them down, and the tool then takes them in this one.
 */
final class RightsScript {
    private static final Path SCRIPT =
            Path.of("..", "deploy", "kafka", "acls.sh").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 30;
    private static final String END = "end-of-call";

    private RightsScript() {}

    /**
     * @param variables of the script
     * @param folder for its files
     */
    static void run(Map<String, String> variables, Path folder) throws IOException, InterruptedException {
        for (List<String> call : calls(variables, folder)) {
            Exit.setExitProcedure((status, message) -> {
                throw new AssertionError("kafka-acls.sh " + call + " ended with " + status + ": " + message);
            });
            try {
                AclCommand.main(call.toArray(String[]::new));
            } finally {
                Exit.resetExitProcedure();
            }
        }
    }

    private static List<List<String>> calls(Map<String, String> variables, Path folder)
            throws IOException, InterruptedException {
        Path calls = folder.resolve("calls.txt");
        Path recorder = Files.writeString(
                folder.resolve("recorder.sh"), "#!/bin/sh\nprintf '%s\\n' \"$@\" " + END + " >>\"$CALLS\"\n");
        Files.setPosixFilePermissions(recorder, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("acls.log").toFile());
        builder.environment().putAll(variables);
        builder.environment().put("KAFKA_ACLS", recorder.toString());
        builder.environment().put("CALLS", calls.toString());
        Process script = builder.start();
        assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue())
                .as(Files.readString(folder.resolve("acls.log")))
                .isZero();

        List<List<String>> all = new ArrayList<>();
        List<String> call = new ArrayList<>();
        for (String line : Files.readAllLines(calls)) {
            if (line.equals(END)) {
                all.add(List.copyOf(call));
                call.clear();
            } else {
                call.add(line);
            }
        }
        return all;
    }
}
