package dev.patrol.e2e.deploy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the other tests look at is what Kustomize makes of the files now. */
class RenderedTest {
    private static final String SUMS = "rendered/sha256sums.txt";
    private static final String REMEDY = "call deploy/kubernetes/render.sh, and add what it wrote to the commit";
    private static final long PATIENCE_SECONDS = 60;

    @Test
    void isOfTheFilesAsTheyAreNow() throws Exception {
        // Given
        Map<String, String> written = Deploy.text(Deploy.KUBERNETES.resolve(SUMS))
                .lines()
                .collect(toMap(line -> line.substring(66), line -> line.substring(0, 64)));

        // When
        Map<String, String> now = new TreeMap<>();
        for (Path file : Stream.of("base", "components", "kafka", "overlays", "rendered")
                .flatMap(folder -> Deploy.filesBelow(Deploy.KUBERNETES.resolve(folder)).stream())
                .toList()) {
            now.put(Deploy.KUBERNETES.relativize(file).toString(), sum(file));
        }
        now.remove(SUMS);

        // Then
        assertThat(now).as(REMEDY).isEqualTo(written);
    }

    /** Where there is kubectl, it is asked; where there is none, the sums have to do. */
    @ParameterizedTest
    @CsvSource({"overlays/local, local", "overlays/production, production", "kafka, kafka"})
    @EnabledIf("kubectlIsPresent")
    void isWhatKustomizeMakesOfThem(String folder, String name, @TempDir Path work) throws Exception {
        // Given
        Path made = work.resolve("made.yaml");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder)
                .directory(Deploy.KUBERNETES.toFile())
                .redirectOutput(made.toFile())
                .redirectError(work.resolve("errors.txt").toFile())
                .start();

        // When
        boolean ended = kubectl.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);

        // Then
        assertThat(ended).isTrue();
        assertThat(kubectl.exitValue())
                .as(Files.readString(work.resolve("errors.txt")))
                .isZero();
        assertThat(Deploy.KUBERNETES.resolve("rendered/" + name + ".yaml"))
                .as(REMEDY)
                .hasSameTextualContentAs(made);
    }

    static boolean kubectlIsPresent() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
