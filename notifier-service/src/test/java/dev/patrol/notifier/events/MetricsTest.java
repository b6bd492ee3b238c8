package dev.patrol.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.test.Metrics;
import dev.patrol.test.MetricsPage;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MetricsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI service;

    private TopicWriter writer;

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
        MailServer.welcomeAll();
    }

    @AfterEach
    void close() {
        MailServer.welcomeAll();
        writer.close();
    }

    @Test
    void whatIsShownIsDescribedAndWhatIsDescribedIsShown() {
        // When
        Metrics shown = Metrics.of(service);

        // Then
        MetricsPage.assertDescribes("notifier", shown);
    }

    @Test
    void theLagOfTheOnlyConsumerIsShown() {
        // When
        Metrics shown = Metrics.of(service);

        // Then
        assertThat(shown.series("kafka_consumer_fetch_manager_records_lag_max").keySet())
                .extracting(labels -> labels.get("client_id"))
                .containsOnly("notifier");
    }

    @Test
    void mailsCountByWhatBecameOfThemAndWaitMeanwhile() throws Exception {
        // Given
        Metrics before = Metrics.of(service);
        MailServer.goAway();

        // When
        writer.write(NewEvents.like("token-compromised"));

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            Metrics away = Metrics.of(service);
            assertThat(mails(away, "failed")).isGreaterThan(mails(before, "failed"));
            assertThat(away.value("patrol_mails_waiting")).isPositive();
            assertThat(away.value("patrol_mail_oldest_waiting_seconds")).isPositive();
        });
        MailServer.comeBack();
        await().atMost(SOON).untilAsserted(() -> {
            Metrics after = Metrics.of(service);
            assertThat(mails(after, "sent")).isGreaterThanOrEqualTo(mails(before, "sent") + 2);
            assertThat(after.value("patrol_mail_oldest_waiting_seconds")).isZero();
        });
    }

    @Test
    void aRefusedMailCountsAsRefused() {
        // Given
        Metrics before = Metrics.of(service);
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");

        // When
        writer.write(NewEvents.like("token-compromised"));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(mails(Metrics.of(service), "refused"))
                .isGreaterThan(mails(before, "refused")));
    }

    private static double mails(Metrics shown, String outcome) {
        return shown.value("patrol_mails_total", "outcome", outcome);
    }
}
