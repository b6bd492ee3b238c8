package dev.patrol.simulator.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.simulator.AzureSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real credential chain, which reads the environment of its process: hence in a process of its own. */
class DefaultAzureCredentialTest {

    @TempDir
    private Path folder;

    private AzureSimulator simulator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void worksUnchangedWithTheIdentityEndpoint() throws Exception {
        // When
        int exit = run(simulator.identityHeader().reveal());

        // Then
        assertThat(exit).isEqualTo(DefaultCredentialClient.CAME_BACK);
        assertThat(simulator.control().secret("from-another-process")).hasSize(1);
    }

    @Test
    void isRefusedATokenForAWrongIdentityHeader() throws Exception {
        // When
        int exit = run("wrong");

        // Then
        assertThat(exit).isEqualTo(DefaultCredentialClient.REFUSED);
        assertThat(simulator.control().callCounts().get("identity")).containsKey("401");
        assertThat(simulator.control().secret("from-another-process")).isEmpty();
    }

    private int run(String identityHeader) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DefaultCredentialClient.class.getName(),
                simulator.keyVaultUrl().toString(),
                simulator.certificateAuthority().toString());
        builder.environment()
                .put("IDENTITY_ENDPOINT", simulator.identityEndpoint().toString());
        builder.environment().put("IDENTITY_HEADER", identityHeader);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("client.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
