package dev.patrol.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.events.NewEvents;
import dev.patrol.notifier.webhook.HookServer.Posted;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service between a real broker and a real HTTP server. */
@QuarkusTest
@ServiceTest
class WebhookTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SIEM = "/siem";
    private static final String TEAMS = "/teams";

    private TopicWriter writer;
    private final ObjectMapper mapper = new ObjectMapper();

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        HookServer.answer(204);
        writer.close();
    }

    @Test
    void postsAnEventAsOneSignedDocument() throws IOException {
        // Given
        Envelope<? extends Event> event = NewEvents.like("token-compromised");

        // When
        writer.write(event);

        // Then
        Posted posted = awaitPosted(SIEM, event.id());
        JsonNode document = mapper.readTree(posted.body());
        EncodedMessage message = new MessageCodec().encode(event);
        assertThat(posted.header("Content-Type")).isEqualTo("application/cloudevents+json");
        assertThat(document.path("specversion").asText()).isEqualTo("1.0");
        assertThat(document.path("id").asText()).isEqualTo(event.id());
        assertThat(document.path("type").asText()).isEqualTo(event.type().typeName());
        assertThat(document.path("source").asText()).isEqualTo(event.source().toString());
        assertThat(document.path("time").asText()).isEqualTo(event.time().toString());
        assertThat(document.path("subject").asText()).isEqualTo(event.payload().subject());
        assertThat(document.path("correlationid").asText()).isEqualTo(event.correlationId());
        assertThat(document.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(document.path("data")).isEqualTo(mapper.readTree(message.value()));
        assertThat(posted.header("webhook-signature"))
                .isEqualTo(new WebhookSignature(HookServer.SECRET)
                        .of(
                                posted.header("webhook-id"),
                                Instant.ofEpochSecond(Long.parseLong(posted.header("webhook-timestamp"))),
                                posted.body().getBytes(UTF_8)));
    }

    @Test
    void aChannelGetsWhatAPersonReads() throws IOException {
        // Given
        Envelope<? extends Event> event = NewEvents.like("token-compromised");

        // When
        writer.write(event);

        // Then
        Posted posted = awaitPosted(TEAMS, event.id());
        assertThat(mapper.readTree(posted.body()).findValuesAsText("text").get(0))
                .startsWith("[Patrol][SECURITY]");
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 401, 302})
    void triesAgainWhileItIsPutOffAndPostsOnce(int answer) {
        // Given
        HookServer.answer(answer);
        Envelope<? extends Event> event = NewEvents.like("token-compromised");
        writer.write(event);
        await().atMost(SOON).untilAsserted(() -> assertThat(MailServer.telling(MailServer.OPS, event.id()))
                .hasSize(1));

        // When
        HookServer.answer(204);

        // Then
        awaitPosted(SIEM, event.id());
        awaitPosted(TEAMS, event.id());
    }

    @Test
    void aWebhookThatRefusesIsAnnouncedToPeople() {
        // Given
        HookServer.answer(400);
        Envelope<? extends Event> event = NewEvents.like("token-compromised");

        // When
        writer.write(event);

        // Then
        try (TopicReader reader = TopicReader.of(Topic.MAIL_UNDELIVERED)) {
            Envelope<MailUndelivered> announced = reader.awaitEvent(
                    MailUndelivered.class,
                    undelivered -> undelivered.recipient().equals("siem"));
            assertThat(announced.payload().reason()).isEqualTo("It answered 400");
            await().atMost(SOON).untilAsserted(() -> assertThat(MailServer.telling(MailServer.OPS, announced.id()))
                    .hasSize(1));
        }
        assertThat(HookServer.taken(SIEM, event.id())).isEmpty();
    }

    private static Posted awaitPosted(String path, String eventId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(HookServer.taken(path, eventId)).hasSize(1));
        return HookServer.taken(path, eventId).get(0);
    }
}
