package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a call of the program ended with. */
public record Ran(int exitCode, String out, String err) {
    private static final long LONGEST_SECONDS = 60;

    /** In this JVM. */
    public static Ran inProcess(Map<String, String> environment, String... arguments) {
        return inProcess(environment, Clock.systemUTC(), "", arguments);
    }

    /**
     * In this JVM, at a time.
     *
     * @param typed what the person in front of it types
     */
    public static Ran inProcess(Map<String, String> environment, Clock clock, String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = PatrolCli.run(
                environment,
                clock,
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                arguments);
        return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** As a process with just this environment, which Azure's libraries look at too. */
    public static Ran asProcess(Map<String, String> environment, String... arguments) {
        try {
            Path folder = Files.createTempDirectory("patrol-cli");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process process = start(environment, out, err, arguments);
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("It did not end: " + Files.readString(out) + Files.readString(err));
                }
                return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Starts it with its output in files. */
    public static Process start(Map<String, String> environment, Path out, Path err, String... arguments)
            throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                // Of the broker, which is on the class path in tests only, and complains without it.
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PatrolCli.class.getName()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> exactly = new HashMap<>(environment);
        exactly.put("PATH", System.getenv("PATH"));
        exactly.put("HOME", out.getParent().toString());
        builder.environment().clear();
        builder.environment().putAll(exactly);
        return builder.start();
    }

    /** All that a person or a log could see. */
    public String everything() {
        return out + err;
    }

    /** A finding of {@code --json}. */
    public JsonNode finding(String area, String what) {
        return find(area, what)
                .orElseThrow(() -> new AssertionError("Nothing is said of " + area + ", " + what + ": " + out));
    }

    public Optional<JsonNode> find(String area, String what) {
        return StreamSupport.stream(json().path("findings").spliterator(), false)
                .filter(finding -> finding.path("area").asText().equals(area)
                        && finding.path("what").asText().equals(what))
                .findFirst();
    }

    /** Its state, for example {@code not-ok}. */
    public String state(String area, String what) {
        return finding(area, what).path("state").asText();
    }

    public String sentence(String area, String what) {
        return finding(area, what).path("sentence").asText();
    }

    /** The lines of JSON, each an object. */
    public List<JsonNode> jsonLines() {
        return out.lines().map(Ran::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }

    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + everything(), e);
        }
    }
}
