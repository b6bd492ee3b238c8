package dev.patrol.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.delivery.LetterWriter;
import dev.patrol.notifier.delivery.Undelivered;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.events.NewEvents;
import dev.patrol.notifier.mail.SampleEvents;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters as real HTTP servers get them. */
@QuarkusTest
@ServiceTest
class WebhookCarrierTest {
    private static final Recipient STALLING = new Recipient(Recipient.Kind.WEBHOOK, "stalling");
    private static final Recipient SIEM = new Recipient(Recipient.Kind.WEBHOOK, "siem");

    @Inject
    LetterWriter writer;

    @Test
    @Timeout(30)
    void aWebhookThatStallsAfterItsHeadersHoldsUpNoOther() throws Exception {
        try (StallingServer stalling = StallingServer.start()) {
            // Given
            WebhookCarrier carrier = carrier(stalling);
            Envelope<? extends Event> event = NewEvents.like("token-compromised");

            // When
            Throwable failure = catchThrowable(() -> carrier.carry(letter(STALLING, event)));

            // Then
            assertThat(failure)
                    .isInstanceOf(Undelivered.PutOff.class)
                    .hasMessage("It did not answer to the end within 2000 ms");
            assertThat(stalling.wasAsked()).isTrue();
            assertThat(stalling.isHungUpOnWithin(10)).isTrue();
            carrier.carry(letter(SIEM, event));
            assertThat(HookServer.taken("/next", event.id())).hasSize(1);
        }
    }

    private WebhookCarrier carrier(StallingServer stalling) {
        NotificationSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "patrol.notifications.webhook-timeout", "2s",
                        "patrol.notifications.webhooks[0].name", STALLING.address(),
                        "patrol.notifications.webhooks[0].url", stalling.address(),
                        "patrol.notifications.webhooks[1].name", SIEM.address(),
                        "patrol.notifications.webhooks[1].url", HookServer.address() + "/next"))
                .withMapping(NotificationSettings.class)
                .build()
                .getConfigMapping(NotificationSettings.class);
        return new WebhookCarrier(settings, writer, new MessageCodec(), Clock.systemUTC());
    }

    private static Letter letter(Recipient to, Envelope<? extends Event> event) {
        Waiting entry = new Waiting(to, Urgency.PROMPT, SampleEvents.TODAY, new Origin("any", 0, 0), event);
        return new Letter(to, Form.SINGLE, List.of(entry));
    }
}
