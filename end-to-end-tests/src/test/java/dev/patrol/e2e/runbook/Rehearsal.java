package dev.patrol.e2e.runbook;

import dev.patrol.e2e.RunningStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Carries out the boxes of the runbook, one after the other, as far as each comes out as it says. */
final class Rehearsal {
    /** What became of a box. */
    record Scene(Box box, Shell.Ran ran, Optional<String> contradiction, AzureState before, AzureState after) {
        private static final Pattern COMMAND = Pattern.compile("\\(command ([0-9a-f-]{36})\\)");

        /** The ids of the commands that it gave, in their order. */
        List<String> commands() {
            return COMMAND.matcher(ran.output())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        /** Of a break-glass, the one that revokes. */
        String lastCommand() {
            return commands().get(commands().size() - 1);
        }
    }

    private final RunningStack stack;
    private final Shell shell;
    private final Stage stage;
    private final List<Scene> scenes = new ArrayList<>();

    Rehearsal(RunningStack stack, Shell shell, Stage stage) {
        this.stack = stack;
        this.shell = shell;
        this.stage = stage;
    }

    /** What comes after a contradiction would only tell of that, so it ends there. */
    void play(List<Box> boxes) throws IOException, InterruptedException {
        for (Box box : boxes) {
            if (scenes.stream().anyMatch(scene -> scene.contradiction().isPresent())) {
                return;
            }
            stage.prepare(box);
            if (box.notRehearsed().isEmpty()) {
                scenes.add(play(box));
            }
        }
    }

    private Scene play(Box box) throws IOException, InterruptedException {
        AzureState before = AzureState.of(stack);
        String answer =
                box.outcome().typed().map(typed -> typed.answer() + "\n").orElse("");
        Shell.Ran ran = shell.run(box.commands(), answer);
        stage.clear();
        return new Scene(
                box, ran, box.outcome().contradiction(ran.exitCode(), ran.output()), before, AzureState.of(stack));
    }

    List<Scene> scenes() {
        return List.copyOf(scenes);
    }

    /**
     * The one box of a section whose commands begin so.
     *
     * @throws IllegalStateException where there is not just one, or it was not come to
     */
    Scene scene(String section, String commands) {
        List<Scene> found = scenes.stream()
                .filter(scene -> scene.box().section().startsWith(section))
                .filter(scene -> scene.box().commands().startsWith(commands))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " boxes of section " + section + " begin with " + commands);
        }
        return found.get(0);
    }

    /** Everything that the terminal has shown. */
    String output() {
        return scenes.stream().map(scene -> scene.ran().output()).collect(Collectors.joining());
    }
}
