package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MakeUpTest.Impatient.class)
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@QuarkusTestResource(value = MakeUpTest.OutageAtStart.class, restrictToAnnotatedClass = true)
class MakeUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Scanner scanner;

    @Test
    void aScanThatAnOutageSpoiltIsMadeUpByItself() {
        // Given
        await().atMost(PATIENCE).until(() -> scanner.lastRun().isPresent());
        assertThat(scanner.covered()).isEmpty();

        // When
        AzureResource.simulator().control().clearFaults();

        // Then
        await().atMost(PATIENCE).until(() -> scanner.covered().isPresent());
        try (TopicReader reader = TopicReader.of(Topic.SCAN_COMMANDS)) {
            List<Scan> commands = reader.allEvents(Scan.class);
            assertThat(commands).hasSizeGreaterThan(1).allMatch(scan -> scan.requestedBy()
                    .equals(ScanSchedule.SCANNER));
            assertThat(commands.get(0).reason()).contains("started");
        }
    }

    /** Does not wait long before a scan is asked for again. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("patrol.scan.make-up-after", "500ms");
        }
    }

    /** Azure DevOps is down while the service starts. */
    public static final class OutageAtStart implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            AzureResource.simulator().control().addFault(Fault.status(Api.PATS_LIST, 503));
            return Map.of();
        }

        /** After the simulator. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public void stop() {
            // The simulator and its faults end together.
        }
    }
}
