package dev.patrol.e2e.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two notifiers tell people: one of them does, and the other goes on where it is killed. */
class NotifierTakeoverIT {
    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private GreenMail mailServer;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
        kafka.close();
    }

    @Test
    void whatTheKilledOneHasNotToldTheOtherTellsAndNothingTwice() {
        try (NotifierProcess one = notifier("one");
                NotifierProcess other = notifier("other")) {
            // Given
            await().atMost(PATIENCE).until(() -> one.isActive() || other.isActive());
            NotifierProcess active = one.isActive() ? one : other;
            NotifierProcess standby = active == one ? other : one;
            await().atMost(PATIENCE).until(standby::isStandingBy);
            List<String> ids = write(0, EVENTS / 2);
            await().atMost(PATIENCE).until(() -> mailServer.getReceivedMessages().length > EVENTS / 10);

            // When
            active.kill();
            List<String> more = write(EVENTS / 2, EVENTS);

            // Then
            Set<String> all = Stream.concat(ids.stream(), more.stream()).collect(Collectors.toSet());
            await().atMost(PATIENCE).until(() -> eventIds().equals(all));
            assertThat(standby.isActive()).isTrue();
            // The one letter that the mail server may have taken while its sender was killed: a repeat by its
            // Message-ID.
            assertThat(mailServer.getReceivedMessages().length).isBetween(EVENTS, EVENTS + 1);
            assertThat(messageIds()).hasSize(EVENTS);
        }
    }

    private NotifierProcess notifier(String name) {
        return NotifierProcess.start(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        // A killed instance's partitions are handed on within seconds.
                        "KAFKA_SESSION_TIMEOUT_MS", "3000",
                        "KAFKA_HEARTBEAT_INTERVAL_MS", "300",
                        "ALERT_EMAIL", "ops@contoso.example",
                        "SMTP_HOST", "127.0.0.1",
                        "SMTP_PORT", Integer.toString(mailServer.getSmtp().getPort()),
                        "PATROL_NOTIFICATIONS_STORM_AFTER", "1000"),
                directory.resolve(name + ".log"));
    }

    /** @return the events' ids */
    private List<String> write(int from, int to) {
        MessageCodec codec = new MessageCodec();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            return IntStream.range(from, to)
                    .mapToObj(number -> {
                        Envelope<RotationFailed> event =
                                Envelope.first(failure(number), URI.create("/test"), Instant.now());
                        EncodedMessage message = codec.encode(event);
                        ProducerRecord<String, byte[]> encoded =
                                new ProducerRecord<>(message.topic(), message.key(), message.value());
                        message.headers()
                                .forEach((header, text) -> encoded.headers().add(header, text.getBytes(UTF_8)));
                        producer.send(encoded);
                        return event.id();
                    })
                    .toList();
        }
    }

    private static RotationFailed failure(int number) {
        Token token = Token.of(
                "contoso",
                new UUID(1, number),
                "token-" + number,
                List.of("vso.code"),
                Instant.now().minus(Duration.ofDays(25)),
                Instant.now().plus(Duration.ofDays(5)),
                false,
                Optional.empty());
        return new RotationFailed(
                new UUID(2, number),
                token,
                RotationStep.values()[0],
                "vault-unavailable",
                "The vault does not answer.",
                List.of(),
                true,
                "Look at the vault.");
    }

    private Set<String> eventIds() {
        return headers("Patrol-Event-IDs");
    }

    private Set<String> messageIds() {
        return headers("Message-ID");
    }

    private Set<String> headers(String name) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(mail -> header(mail, name))
                .collect(Collectors.toSet());
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
