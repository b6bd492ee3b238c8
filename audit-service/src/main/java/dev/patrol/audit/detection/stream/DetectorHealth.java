package dev.patrol.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** How the detector's engine is. One that waits for its topics or for a broker lives; one that has broken off for good does not. */
final class DetectorHealth {
    private static final String NAME = "Detector";
    private static final String STATE = "state";

    private DetectorHealth() {}

    @Liveness
    @ApplicationScoped
    static class Living implements HealthCheck {
        private final KafkaStreams engine;

        Living(KafkaStreams engine) {
            this.engine = engine;
        }

        @Override
        public HealthCheckResponse call() {
            KafkaStreams.State state = engine.state();
            var answer = HealthCheckResponse.named(NAME).withData(STATE, state.name());
            return state == KafkaStreams.State.ERROR
                    ? answer.down()
                            .withData("reason", "The detector has broken off for good.")
                            .withData("remedy", "Restart the service; it goes on with what was committed.")
                            .build()
                    : answer.up().build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {
        private final KafkaStreams engine;

        Ready(KafkaStreams engine) {
            this.engine = engine;
        }

        @Override
        public HealthCheckResponse call() {
            KafkaStreams.State state = engine.state();
            var answer = HealthCheckResponse.named(NAME).withData(STATE, state.name());
            if (!state.isRunningOrRebalancing()) {
                return answer.down()
                        .withData("reason", "The detector does not work, so nothing is detected.")
                        .withData(
                                "remedy",
                                "Where it is CREATED it waits for Kafka and its topics: see the check of Kafka, and"
                                        + " create what is missing with ./patrol topics.")
                        .build();
            }
            // The engine calls itself running without one, too.
            return engine.metadataForLocalThreads().isEmpty()
                    ? answer.down()
                            .withData("reason", "The detector has no thread that lives, so nothing is detected.")
                            .withData(
                                    "remedy",
                                    "Restart the service; it goes on with what was committed. Its log says how the threads"
                                            + " ended.")
                            .build()
                    : answer.up().build();
        }
    }
}
