package dev.patrol.audit.detection.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where the detector keeps its stores. */
final class StateDirectory {
    private StateDirectory() {}

    /** Makes it where it is not there; what is wrong with it otherwise, a line. */
    static List<String> problemsOf(String directory) {
        try {
            Path path = Files.createDirectories(Path.of(directory));
            return Files.isWritable(path) ? List.of() : List.of(sentence(directory));
        } catch (InvalidPathException | IOException e) {
            return List.of(sentence(directory));
        }
    }

    private static String sentence(String directory) {
        return "PATROL_DETECTION_STATE_DIRECTORY is " + directory
                + ", which can't be written. It should be a directory that"
                + " only this process uses and that its user may write to; in a container, a volume.";
    }
}
