package dev.patrol.notifier.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.MessageType;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.mail.SampleEvents;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service between a real broker and a real SMTP server. */
@QuarkusTest
@ServiceTest
class MailedEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    private TopicWriter writer;

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
        MailServer.welcomeAll();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    static Stream<String> samples() {
        return SampleEvents.byName().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tellsEachEventOnceToEverybody(String name) {
        // Given
        Envelope<? extends Event> event = NewEvents.like(name);

        // When
        writer.write(event);

        // Then
        awaitMail(MailServer.OPS, event);
        awaitMail(MailServer.SECURITY, event);
    }

    @Test
    void tellsARepeatedEventOnce() {
        // Given
        Envelope<? extends Event> event = NewEvents.like("token-expiring-planned");
        Envelope<? extends Event> next = NewEvents.like("token-expiring-planned");

        // When
        writer.write(event);
        writer.write(event);
        writer.write(event);
        writer.write(next);

        // Then
        awaitMail(MailServer.OPS, next);
        awaitMail(MailServer.OPS, event);
    }

    @Test
    void losesNothingWhileTheMailServerIsAway() throws Exception {
        // Given
        List<Envelope<? extends Event>> events = List.of(
                NewEvents.like("token-rotated"),
                NewEvents.like("token-rotated"),
                NewEvents.like("rotation-failed"),
                NewEvents.like("token-compromised"));
        MailServer.goAway();

        // When
        events.forEach(writer::write);
        await().atMost(SOON).until(this::readiness, body -> body.contains("\"reached\": false"));
        String whileAway = readiness();
        MailServer.comeBack();

        // Then
        events.forEach(event -> awaitMail(MailServer.OPS, event));
        events.forEach(event -> awaitMail(MailServer.SECURITY, event));
        assertThat(whileAway).startsWith("200").contains("Connection refused");
        await().atMost(SOON).until(this::readiness, body -> body.contains("\"reached\": true"));
    }

    @Test
    void waitsWhileTheMailServerPutsARecipientOff() {
        // Given
        MailServer.answer(MailServer.OPS, "451 4.7.1 Try again later");
        Envelope<? extends Event> event = NewEvents.like("token-compromised");

        // When
        writer.write(event);
        awaitMail(MailServer.SECURITY, event);
        MailServer.welcomeAll();

        // Then
        awaitMail(MailServer.OPS, event);
        awaitMail(MailServer.SECURITY, event);
    }

    @Test
    void aRefusedRecipientIsAnnouncedAndCostsNobodyElseAMail() {
        // Given
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");
        Envelope<? extends Event> refused = NewEvents.like("rotation-failed");
        Envelope<? extends Event> next = NewEvents.like("rotation-failed");

        // When
        writer.write(refused);
        writer.write(next);

        // Then
        awaitMail(MailServer.SECURITY, refused);
        awaitMail(MailServer.SECURITY, next);
        try (TopicReader reader = TopicReader.of(Topic.MAIL_UNDELIVERED)) {
            Envelope<MailUndelivered> announced = reader.awaitEvent(
                    MailUndelivered.class, event -> event.recipient().equals(MailServer.OPS));
            assertThat(announced.payload().reason()).contains("5.1.1 No such user");
            assertThat(announced.payload().refused()).isTrue();
            awaitMail(MailServer.SECURITY, announced);
        }
        assertThat(MailServer.telling(MailServer.OPS, refused.id())).isEmpty();
    }

    @Test
    void whatNobodyTakesGoesToTheDeadLetters() {
        // Given
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");
        MailServer.answer(MailServer.SECURITY, "550 5.1.1 No such user");
        Envelope<? extends Event> refused = NewEvents.like("rotation-failed");

        // When
        writer.write(refused);

        // Then
        assertThat(deadLetterReason(refused.id())).contains("Nobody could be told", "5.1.1 No such user");
    }

    @Test
    void anInstanceThatTakesOverRepeatsNothingAndForgetsNothing() {
        // Given
        Envelope<? extends Event> told = NewEvents.like("token-compromised");
        writer.write(told);
        awaitMail(MailServer.OPS, told);
        awaitMail(MailServer.SECURITY, told);
        MailServer.goAway();
        List<Envelope<? extends Event>> waiting =
                List.of(NewEvents.like("token-rotated"), NewEvents.like("rotation-failed"));
        waiting.forEach(writer::write);
        await().atMost(SOON).until(this::readiness, body -> body.contains("\"reached\": false"));

        // When
        try (Group group = new Group()) {
            group.expelAll();
        }
        writer.write(told);
        waiting.forEach(writer::write);
        MailServer.comeBack();

        // Then
        Envelope<? extends Event> last = NewEvents.like("token-compromised");
        writer.write(last);
        awaitMail(MailServer.OPS, last);
        waiting.forEach(event -> awaitMail(MailServer.OPS, event));
        waiting.forEach(event -> awaitMail(MailServer.SECURITY, event));
        awaitMail(MailServer.OPS, told);
        awaitMail(MailServer.SECURITY, told);
    }

    @Test
    void aMalformedRecordGoesToTheDeadLettersAndTheNextIsMailed() {
        // Given
        Envelope<? extends Event> sound = NewEvents.like("token-rotated");
        String id = UUID.randomUUID().toString();

        // When
        writer.writeRaw(
                Topic.Names.TOKEN_ROTATED,
                sound.payload().recordKey(),
                headers(id, MessageType.TOKEN_ROTATED.typeName()),
                "{\"previous\": 7".getBytes(UTF_8));
        writer.write(sound);

        // Then
        assertThat(deadLetterReason(id)).contains("is not the JSON of dev.patrol.token.rotated.v1");
        awaitMail(MailServer.OPS, sound);
    }

    @Test
    void aMalformedRecordThatIsTooLargeForTheDeadLettersGoesThereWithoutItsValueAndTheNextIsMailed() {
        // Given
        Envelope<? extends Event> sound = NewEvents.like("token-rotated");
        String id = UUID.randomUUID().toString();
        byte[] noJson = "a".repeat(2_000_000).getBytes(UTF_8);

        // When
        try (TopicWriter compressing = TopicWriter.compressingOfTest()) {
            compressing.writeRaw(
                    Topic.Names.ROTATION_ACKNOWLEDGEMENTS,
                    id,
                    headers(id, MessageType.ROTATION_ACKNOWLEDGED.typeName()),
                    noJson);
        }
        writer.write(sound);

        // Then
        assertThat(deadLetterReason(id)).contains("is not the JSON of dev.patrol.rotation.acknowledged.v1");
        assertThat(deadLettersOf(id)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(header(letter, "dead-letter-value-left-out")).isEqualTo("2000000");
            assertThat(header(letter, "dead-letter-topic")).isEqualTo(Topic.Names.ROTATION_ACKNOWLEDGEMENTS);
        });
        awaitMail(MailServer.OPS, sound);
    }

    @Test
    void anEventThatIsTooLargeToBeToldGoesToTheDeadLettersAndTheNextIsMailed() {
        // Given
        Envelope<? extends Event> next = NewEvents.like("token-rotated");
        RotationAcknowledged tooLarge =
                new RotationAcknowledged("contoso", "too-large", UUID.randomUUID(), "a".repeat(2_000_000));

        // When
        Envelope<RotationAcknowledged> written;
        try (TopicWriter compressing = TopicWriter.compressingOfTest()) {
            written = compressing.write(tooLarge);
        }
        writer.write(next);

        // Then
        assertThat(deadLetterReason(written.id())).isEqualTo("It is too large to be told");
        awaitMail(MailServer.OPS, next);
    }

    @Test
    void aTypeThatDoesNotBelongOnATopicGoesToTheDeadLetters() {
        // Given
        Envelope<? extends Event> expiring = NewEvents.like("token-expiring-due");
        byte[] value = new MessageCodec().encode(expiring).value();
        String unknown = UUID.randomUUID().toString();

        // When
        writer.writeRaw(
                Topic.Names.TOKEN_UNUSED,
                expiring.payload().recordKey(),
                new MessageCodec().encode(expiring).headers(),
                value);
        writer.writeRaw(Topic.Names.TOKEN_UNUSED, "any", headers(unknown, "dev.patrol.token.lost.v1"), value);

        // Then
        assertThat(deadLetterReason(expiring.id())).contains("does not belong on patrol.token-unused");
        assertThat(deadLetterReason(unknown)).contains("names no type of Patrol");
    }

    @Test
    void anUnreadableRecordOfTheOutboxGoesToTheDeadLettersOnceAndTheOthersAreTold() throws Exception {
        // Given
        Envelope<? extends Event> waiting = NewEvents.like("token-rotated");
        MailServer.goAway();
        writer.write(waiting);
        await().atMost(SOON).until(this::readiness, body -> body.contains("\"reached\": false"));
        String broken = UUID.randomUUID() + "/broken";
        String strayed = UUID.randomUUID() + "-strayed";
        String later = UUID.randomUUID() + "/later";
        writeToOutbox(broken, "{\"state\": \"LOST\"}");
        writeToOutbox(
                strayed,
                "{\"state\": \"CLAIMED\", \"at\": \"2026-11-23T12:00:00Z\", \"form\": \"TABLE\", \"entries\": []}");

        // When
        takeOver();
        awaitTaken(broken);
        awaitTaken(strayed);
        writeToOutbox(later, "not json");
        takeOver();
        awaitTaken(later);
        MailServer.comeBack();

        // Then
        awaitMail(MailServer.OPS, waiting);
        assertThat(deadLettersOf(broken)).singleElement().satisfies(letter -> {
            assertThat(header(letter, "dead-letter-topic")).isEqualTo(Topic.Names.MAIL_OUTBOX);
            assertThat(header(letter, "dead-letter-reason")).startsWith("No record of the outbox");
        });
        assertThat(deadLettersOf(strayed)).hasSize(1);
    }

    private static void takeOver() {
        try (Group group = new Group()) {
            group.expelAll();
        }
    }

    private void writeToOutbox(String key, String value) {
        writer.writeRaw(Topic.Names.MAIL_OUTBOX, key, Map.of(), value.getBytes(UTF_8));
    }

    /** Waits until the outbox has a tombstone for a key. */
    private static void awaitTaken(String key) {
        try (TopicReader reader = TopicReader.of(Topic.MAIL_OUTBOX)) {
            reader.awaitRecord(message -> key.equals(message.key()) && message.value() == null);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> deadLettersOf(String key) {
        try (TopicReader reader = TopicReader.of(Topic.DEAD_LETTERS)) {
            return reader.all().stream()
                    .filter(letter -> key.equals(letter.key()))
                    .toList();
        }
    }

    /** Status and body of the readiness check. */
    private String readiness() throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString());
        return response.statusCode() + response.body();
    }

    private static String deadLetterReason(String eventId) {
        try (TopicReader reader = TopicReader.of(Topic.DEAD_LETTERS)) {
            ConsumerRecord<String, byte[]> letter =
                    reader.awaitRecord(message -> eventId.equals(header(message, MessageCodec.ID)));
            return header(letter, "dead-letter-reason");
        }
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return message.headers().lastHeader(name) == null
                ? null
                : new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private static Map<String, String> headers(String id, String type) {
        Map<String, String> headers = new HashMap<>();
        headers.put(MessageCodec.SPEC_VERSION, "1.0");
        headers.put(MessageCodec.ID, id);
        headers.put(MessageCodec.SOURCE, "/test");
        headers.put(MessageCodec.TYPE, type);
        headers.put(MessageCodec.TIME, SampleEvents.TODAY.toString());
        return headers;
    }

    private static void awaitMail(String recipient, Envelope<?> event) {
        await().atMost(SOON).untilAsserted(() -> assertThat(MailServer.telling(recipient, event.id()))
                .hasSize(1)
                .allSatisfy(MailedEventsTest::isFromPatrol));
    }

    private static void isFromPatrol(MimeMessage mail) throws MessagingException {
        assertThat(mail.getSubject()).startsWith("[Patrol]");
        assertThat(mail.getFrom()).extracting(Address::toString).containsExactly(MailServer.OPS);
    }
}
