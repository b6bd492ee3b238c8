package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script {@code patrol}, with a program in place of Java that tells what it was given. */
class ScriptTest {
    private static final long LONGEST_SECONDS = 20;

    @TempDir
    Path folder;

    private Path home;
    private Path caller;

    @BeforeEach
    void pretendThatItIsBuilt() throws IOException {
        home = Files.createDirectory(folder.resolve("home of patrol"));
        caller = Files.createDirectory(folder.resolve("caller"));
        Files.copy(Path.of("..", "patrol"), home.resolve("patrol"));
        for (String module : List.of(
                "patrol-cli",
                "shared-model",
                "azure-devops-client",
                "service-kit",
                "azure-access",
                "secret-store",
                "azure-sign-in")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(home.resolve("pom.xml"));
        Path jar = home.resolve("patrol-cli/target/patrol-cli.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Path java = folder.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -XshowSettings:properties ]; then
                    echo '    java.specification.version = 17' >&2
                    exit 0
                fi
                for argument; do echo "argument $argument"; done
                env
                exit 7
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void passesArgumentsAndExitCodesThrough() throws Exception {
        // When
        Ran ran = run(Map.of(), "check", "--json", "two words");

        // Then
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).contains("argument check\nargument --json\nargument two words\n");
        assertThat(ran.err()).isEmpty();
    }

    static Stream<String> commands() {
        return CommandLinePageTest.program().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void handsEveryCommandOverWithTheStacksSettingsAndNoneOfItsOwnOptions(String command) throws Exception {
        // Given
        Path settings = home.resolve(".patrol/up/settings.env");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "KAFKA_BOOTSTRAP_SERVERS=of-the-stack\n");

        // When
        Ran ran = run(Map.of("COMMAND_KEY_FILE", "mine"), command, "--local", "deploy-*", "--reason", "it's \"known\"");

        // Then
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out())
                .contains("argument " + command + "\nargument deploy-*\nargument --reason\nargument it's \"known\"\n")
                .contains("\nKAFKA_BOOTSTRAP_SERVERS=of-the-stack\n")
                .doesNotContain("argument --local", "COMMAND_KEY_FILE");
    }

    @Test
    void aCommandBelowAnotherIsHandedOverWhole() throws Exception {
        // When
        Ran ran = run(Map.of(), "dead-letters", "replay", "12", "13", "--env-file", "/dev/null", "--yes");

        // Then
        assertThat(ran.out())
                .contains("argument dead-letters\nargument replay\nargument 12\nargument 13\nargument --yes\n");
    }

    @Test
    void aPipeIsToldNoWidth() throws Exception {
        // When
        Ran ran = run(Map.of("COLUMNS", "40"), "tokens");

        // Then
        assertThat(ran.out()).doesNotContain("COLUMNS");
    }

    @Test
    void takesFromDotEnvWhatTheEnvironmentHasNot() throws Exception {
        // Given
        Files.writeString(caller.resolve(".env"), """
                # a comment

                SMTP_HOST=of-the-file
                SMTP_USER=of-the-file
                """);

        // When
        Ran ran = run(Map.of("SMTP_HOST", "of-the-environment"), "check");

        // Then
        assertThat(ran.out()).contains("\nSMTP_HOST=of-the-environment\n", "\nSMTP_USER=of-the-file\n");
    }

    @Test
    void takesValuesAsTheyAreAndRunsNothing() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("a file"), """
                PLAIN=a $(touch harm) `touch harm` $HOME \\n "b" = c #d
                QUOTED="in quotes"
                SINGLE='$(touch harm)'
                WINDOWS=line\r
                LAST=without a line break""");

        // When
        Ran ran = run(Map.of(), "check", "--env-file", file.toString());

        // Then
        assertThat(ran.out())
                .contains(
                        "\nPLAIN=a $(touch harm) `touch harm` $HOME \\n \"b\" = c #d\n",
                        "\nQUOTED=in quotes\n",
                        "\nSINGLE=$(touch harm)\n",
                        "\nWINDOWS=line\n",
                        "\nLAST=without a line break\n")
                .doesNotContain("argument --env-file");
        assertThat(caller.resolve("harm")).doesNotExist();
    }

    @Test
    void anotherFileTakesThePlaceOfDotEnv() throws Exception {
        // Given
        Files.writeString(caller.resolve(".env"), "SMTP_USER=of-dot-env\n");
        Path file = Files.writeString(folder.resolve("other"), "SMTP_HOST=of-the-other\n");

        // When
        Ran ran = run(Map.of(), "check", "--env-file=" + file);

        // Then
        assertThat(ran.out()).contains("\nSMTP_HOST=of-the-other\n").doesNotContain("of-dot-env");
    }

    @Test
    void aLineThatIsNoSettingIsNamedAndNotQuoted() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("broken"), "SMTP_HOST=a\nhunter2 is secret=yes\n");

        // When
        Ran ran = run(Map.of(), "check", "--env-file", file.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("line 2 of").doesNotContain("hunter2");
    }

    @Test
    void theLocalStacksSettingsComeAlone() throws Exception {
        // Given
        Path settings = home.resolve(".patrol/up/settings.env");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "SMTP_HOST=of-the-stack\n");
        Files.writeString(caller.resolve(".env"), "SMTP_USER=of-dot-env\n");

        // When
        Ran ran = run(
                Map.of("SMTP_HOST", "of-the-environment", "KAFKA_SECURITY_PROTOCOL", "SSL", "home", "a trap"),
                "check",
                "--local");

        // Then
        assertThat(ran.out())
                .contains("\nSMTP_HOST=of-the-stack\n")
                .doesNotContain("of-dot-env", "KAFKA_SECURITY_PROTOCOL", "argument --local");
    }

    @Test
    void saysThatNoLocalStackRuns() throws Exception {
        // When
        Ran ran = run(Map.of(), "check", "--local");

        // Then
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("no 'patrol up' of this folder is running");
    }

    @Test
    void aCallThatMakesNoSenseIsExplained() throws Exception {
        assertThat(run(Map.of(), "check", "--env-file", "nowhere").exitCode()).isEqualTo(2);
        assertThat(run(Map.of(), "check", "--env-file").exitCode()).isEqualTo(2);
        assertThat(run(Map.of(), "check", "--local", "--env-file", "x").exitCode())
                .isEqualTo(2);
        assertThat(run(Map.of(), "chekc").err()).contains("there is no verb 'chekc'", "patrol check");
        assertThat(run(Map.of(), "help").exitCode()).isZero();
    }

    private Ran run(Map<String, String> environment, String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = Stream.concat(
                        Stream.of("sh", home.resolve("patrol").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(caller.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> exactly = new HashMap<>(environment);
        exactly.put("PATH", System.getenv("PATH"));
        exactly.put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().clear();
        builder.environment().putAll(exactly);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
