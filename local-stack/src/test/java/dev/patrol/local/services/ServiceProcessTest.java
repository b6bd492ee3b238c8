package dev.patrol.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final int NOBODY_LISTENS = 1;

    private Path folder;
    private ServiceProcess service;

    @BeforeEach
    void makeFolder(@TempDir Path directory) throws IOException {
        folder = Files.createDirectory(directory.resolve("with a space")).toRealPath();
    }

    @AfterEach
    void leaveNoProcessBehind() {
        Stream.ofNullable(service).forEach(process -> ServiceProcess.stopAll(List.of(process)));
    }

    @Test
    void givesAServiceItsSettingsAndNothingElseOfTheCallersEnvironment() throws IOException {
        // Given
        Path jar = Programs.patient(folder.resolve("a.jar"));

        // When
        service = start(jar, Map.of("PORT", "4711"));

        // Then
        await().until(() -> output().contains("ready"));
        assertThat(variables())
                .contains("PORT")
                .isSubsetOf("PORT", "PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL");
        assertThat(output()).contains("env PORT=4711", "folder " + folder);
    }

    @Test
    void isStartingUntilItAnswersThatItIsReady() throws IOException {
        // When
        service = start(Programs.patient(folder.resolve("a.jar")), Map.of());

        // Then
        assertThat(service.state()).isEqualTo(ServiceState.STARTING);
        assertThat(service.isAlive()).isTrue();
    }

    @Test
    void keepsWhatADeadServiceSaidLast() throws IOException {
        // Given
        service = start(Programs.failing(folder.resolve("a.jar")), Map.of());

        // When
        await().until(() -> service.state() == ServiceState.DEAD);

        // Then
        assertThat(service.exitCode()).isEqualTo(78);
        assertThat(service.lastLines())
                .hasSize(15)
                .startsWith("line 27")
                .endsWith("line 40", "AZURE_DEVOPS_ORG is missing");
    }

    @Test
    void readsLastLinesThatAreNoText() throws IOException {
        // Given
        service = start(folder.resolve("missing.jar"), Map.of());
        await().until(() -> service.state() == ServiceState.DEAD);
        Files.write(service.log(), new byte[] {'a', (byte) 0xFF, '\n', 'b'});

        // When
        List<String> lines = service.lastLines();

        // Then
        assertThat(lines).containsExactly("a\uFFFD", "b");
    }

    @Test
    void leavesNoProcessBehind() throws IOException {
        // Given
        service = start(Programs.patient(folder.resolve("a.jar")), Map.of());
        await().until(() -> output().contains("ready"));

        // When
        ServiceProcess.stopAll(List.of(service));

        // Then
        assertThat(ProcessHandle.of(service.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private ServiceProcess start(Path jar, Map<String, String> environment) {
        return ServiceProcess.start(new ServiceSpec("patient", jar, NOBODY_LISTENS, environment), folder);
    }

    private List<String> output() throws IOException {
        return Files.readAllLines(service.log(), UTF_8);
    }

    private List<String> variables() throws IOException {
        return output().stream()
                .filter(line -> line.startsWith("env "))
                .map(line -> line.substring("env ".length(), line.indexOf('=')))
                .toList();
    }
}
