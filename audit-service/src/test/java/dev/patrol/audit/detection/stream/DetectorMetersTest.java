package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DetectorMetersTest {
    private static final Map<String, String> OFFICE = Map.of("patrol.detection.allowed-networks", "192.0.2.0/24");

    @Test
    void countsWhatIsJudgedAndWhatIsFoundByItsRule() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(Entry.with(token).from("203.0.113.9").build());

            // Then
            assertThat(entries(bench, "judged")).isOne();
            assertThat(entries(bench, "dead-letter")).isZero();
            assertThat(bench.meters
                            .get("patrol.incidents")
                            .tags("rule", "unknown-address", "severity", "high")
                            .counter()
                            .count())
                    .isOne();
        }
    }

    @Test
    void countsWhatCanNotBeJudged() {
        try (Bench bench = Bench.with(OFFICE)) {
            // When
            bench.publishRaw(Topic.Names.AUDIT_ENTRIES, new TestRecord<>("nonsense", "nonsense".getBytes(UTF_8)));

            // Then
            assertThat(entries(bench, "dead-letter")).isOne();
            assertThat(entries(bench, "judged")).isZero();
        }
    }

    private static double entries(Bench bench, String outcome) {
        return bench.meters
                .get("patrol.detector.entries")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
