package dev.patrol.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Metrics;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
@TestProfile(BrokerAwayTest.Alone.class)
class BrokerAwayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Longer than the session. */
    private static final Duration AWAY = Duration.ofSeconds(12);

    @TestHTTPResource("/")
    URI service;

    @Inject
    Outbox outbox;

    @BeforeEach
    void mailServerIsAway() {
        MailServer.goAway();
    }

    @AfterEach
    void mailServerIsBack() {
        MailServer.comeBack();
    }

    @Test
    void whatNobodyCanTellIsShownAsWaitingWhileTheBrokerIsAway() {
        // Given
        try (TopicWriter writer = TopicWriter.ofTest()) {
            writer.write(NewEvents.like("token-compromised"));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(oldest()).isPositive());

        // When
        KafkaBroker.broker().stop();

        // Then
        try {
            await().during(AWAY).atMost(AWAY.multipliedBy(2)).untilAsserted(() -> assertThat(oldest())
                    .isPositive());
            assertThat(oldest()).isGreaterThan(AWAY.toSeconds());
            assertThat(outbox.room()).isZero();
        } finally {
            KafkaBroker.broker().start();
            await().atMost(PATIENCE).until(outbox::isOpen);
        }
    }

    private double oldest() {
        return Metrics.of(service).value("patrol_mail_oldest_waiting_seconds");
    }

    /** With a broker of its own, which it misses soon. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.session.timeout.ms", "6000",
                    "kafka.heartbeat.interval.ms", "500",
                    "quarkus.http.test-port", "0");
        }
    }
}
