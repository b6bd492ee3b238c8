package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} and the help of the script tell all that there is to type, and nothing else. */
class CommandLinePageTest {
    private static final Set<String> COMMANDS_OF_THE_SCRIPT = Set.of("up", "demo", "mail preview", "help");
    private static final Set<Integer> EXIT_CODES_OF_THE_SCRIPT = Set.of(3, 4, 78, 130);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void thePageHasEveryCommandWithWhatItActsOn() throws IOException {
        // When
        Set<String> told = rows("Commands").flatMap(row -> codes(row.get(0))).collect(Collectors.toSet());

        // Then
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        withThoseOfTheScript(commands().entrySet().stream().map(CommandLinePageTest::call)));
    }

    @Test
    void thePageHasEveryOptionOfEveryCommand() throws IOException {
        // Given
        Map<String, Set<String>> there = new TreeMap<>();
        commands().forEach((name, spec) -> there.put(name, options(spec)));

        // When
        Map<String, Set<String>> told = new TreeMap<>();
        rows("Options").forEach(row -> {
            Stream<String> names = row.get(0).equals("all") ? there.keySet().stream() : codes(row.get(0));
            names.forEach(
                    name -> codes(row.get(1)).forEach(option -> told.computeIfAbsent(name, first -> new TreeSet<>())
                            .add(option)));
        });

        // Then
        assertThat(told).isEqualTo(there);
    }

    @Test
    void thePageAndTheScriptHaveEveryExitCode() throws IOException {
        // When
        Set<Integer> told =
                rows("Exit codes").map(row -> Integer.valueOf(row.get(0))).collect(Collectors.toSet());
        Set<Integer> toldByTheScript = found("(?:: |; |;\n)(\\d+) ", help().replaceFirst("(?s).*Exit codes", ""))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());

        // Then
        assertThat(told)
                .isEqualTo(toldByTheScript)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(exitCodes().stream(), EXIT_CODES_OF_THE_SCRIPT.stream())
                                .toList());
    }

    @Test
    void theHelpOfTheScriptHasEveryCommand() throws IOException {
        // When
        Stream<String> told = found("(?m)^patrol ([a-z-]+(?: preview)?)", help());

        // Then
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(withThoseOfTheScript(program().getSubcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(spec -> !spec.usageMessage().hidden())
                        .map(CommandSpec::name)));
    }

    static CommandLine program() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return PatrolCli.commandLine(
                Settings.of(Map.of()),
                new Console(nowhere, nowhere, OptionalInt.empty(), false),
                Clock.systemUTC(),
                InputStream.nullInputStream());
    }

    /** Those that do something, by their full names. */
    private static Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> commands = new HashMap<>();
        program().getSubcommands().values().forEach(command -> {
            CommandSpec spec = command.getCommandSpec();
            command.getSubcommands()
                    .forEach((name, below) -> commands.put(spec.name() + " " + name, below.getCommandSpec()));
            if (command.getSubcommands().isEmpty() && !spec.usageMessage().hidden()) {
                commands.put(spec.name(), spec);
            }
        });
        return commands;
    }

    private static String call(Map.Entry<String, CommandSpec> command) {
        return Stream.concat(
                        Stream.of(command.getKey()),
                        command.getValue().positionalParameters().stream()
                                .map(one -> one.paramLabel() + (one.arity().max() > 1 ? "..." : "")))
                .collect(Collectors.joining(" "));
    }

    private static Set<String> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(CommandLinePageTest::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its long name with what it takes, and its short one. */
    private static Stream<String> names(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return Arrays.stream(option.names()).map(name -> name.equals(option.longestName()) ? name + value : name);
    }

    private static Set<Integer> exitCodes() {
        return Arrays.stream(ExitCode.class.getFields())
                .map(CommandLinePageTest::valueOf)
                .collect(Collectors.toSet());
    }

    private static int valueOf(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("It is public", e);
        }
    }

    private static List<String> withThoseOfTheScript(Stream<String> commands) {
        return Stream.concat(COMMANDS_OF_THE_SCRIPT.stream(), commands).toList();
    }

    /** The cells of the table below a heading. */
    private static Stream<List<String>> rows(String heading) throws IOException {
        String section = Files.readString(Path.of("..", "docs", "cli.md"))
                .split("(?m)^## " + heading + "$")[1]
                .split("(?m)^## ")[0];
        return section.lines().filter(line -> line.startsWith("|")).skip(2).map(line -> Arrays.stream(
                        line.substring(1).split("\\|"))
                .map(String::strip)
                .toList());
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(first());
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(first());
    }

    private static Function<MatchResult, String> first() {
        return match -> match.group(1);
    }

    private static String help() throws IOException {
        return Files.readString(Path.of("..", "patrol")).split("TEXT'?\n")[1];
    }
}
