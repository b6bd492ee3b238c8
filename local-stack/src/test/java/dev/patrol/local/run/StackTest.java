package dev.patrol.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.patrol.local.services.Programs;
import dev.patrol.local.services.ServiceProcess;
import dev.patrol.local.services.ServiceState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    @TempDir
    Path home;

    private RunDirectory directory;
    private Stack stack;

    @BeforeEach
    void makeStack() {
        directory = RunDirectory.open(home.resolve("run")).orElseThrow();
        stack = new Stack(directory, home, new Ports(false));
    }

    @AfterEach
    void leaveNothingBehind() {
        stack.close();
    }

    @Test
    void startsNothingOnceItIsClosed() {
        // Given
        stack.close();

        // When, Then
        assertThatExceptionOfType(StackClosed.class).isThrownBy(stack::startInbox);
        assertThatExceptionOfType(StackClosed.class).isThrownBy(stack::startServices);
        assertThat(stack.services()).isEmpty();
    }

    @Test
    void lettingTheNextRunInIsTheLastThingOfItsEnd() {
        // When
        stack.close();

        // Then
        assertThat(RunDirectory.open(directory.path())).hasValueSatisfying(RunDirectory::close);
    }

    @Test
    void hasNothingToShowBeforeAllOfItsSurroundingsAreThere() {
        // When
        stack.startInbox();

        // Then
        assertThat(stack.isUp()).isFalse();
    }

    @Test
    void leavesNoServiceBehind() throws IOException {
        // Given
        for (String name : List.of("scanner", "rotator", "audit", "notifier")) {
            Programs.patient(home.resolve(name + "-service/target/quarkus-app/quarkus-run.jar"));
        }
        stack.startKafka();
        stack.startAzure();
        stack.startInbox();
        stack.startServices();
        List<ServiceProcess> services = stack.services();
        assertThat(services).hasSize(4).allMatch(ServiceProcess::isAlive);

        // When
        stack.close();

        // Then
        assertThat(services).allMatch(service -> service.state() == ServiceState.DEAD);
        assertThat(directory.path().resolve("children")).doesNotExist();
    }

    @Test
    void hasNothingToShowOnceItIsClosed() {
        // Given
        stack.startKafka();
        stack.startAzure();
        stack.startInbox();
        assertThat(stack.isUp()).isTrue();

        // When
        stack.close();

        // Then
        assertThat(stack.isUp()).isFalse();
    }

    @Test
    void seesThatAServiceCanNotStart() {
        // Given
        stack.startKafka();
        stack.startAzure();
        stack.startInbox();

        // When
        stack.startServices();

        // Then
        await().untilAsserted(
                        () -> assertThat(stack.services()).allMatch(service -> service.state() == ServiceState.DEAD));
        assertThat(LastWords.of(stack.services().get(0)))
                .contains("scanner has ended with exit code 1", "Unable to access jarfile");
    }
}
