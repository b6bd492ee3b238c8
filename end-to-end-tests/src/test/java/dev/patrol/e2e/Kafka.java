package dev.patrol.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.Brokers;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Brokers, as whoever may do everything sees them. */
public final class Kafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LONGEST_SECONDS = 60;
    private static final URI SOURCE = URI.create("/end-to-end-tests");

    private final Brokers brokers;
    private final Map<String, String> login;
    private final Admin admin;

    private Kafka(Brokers brokers, Map<String, String> login) {
        this.brokers = brokers;
        this.login = Map.copyOf(login);
        this.admin = Admin.create(connection());
    }

    /** One broker with nothing on it. */
    public static Kafka empty() {
        return new Kafka(EmbeddedKafka.start(0), Map.of());
    }

    /** Brokers that let in anybody, with every topic of the contract. They end with this. */
    public static Kafka on(Brokers brokers) {
        return new Kafka(brokers, Map.of()).withTopics();
    }

    /**
     * A broker that does not let in just anybody, with every topic of the contract.
     *
     * @param ofBroker its settings
     * @param administrator how whoever may do everything logs in
     */
    public static Kafka secured(Map<String, String> ofBroker, Map<String, String> administrator) {
        BrokerConfig config = BrokerConfig.defaults().withSettings(ofBroker, administrator);
        return new Kafka(EmbeddedKafka.start(config), administrator).withTopics();
    }

    private Kafka withTopics() {
        brokers.createTopics(Arrays.stream(Topic.values()).map(Kafka::declared).toList());
        return this;
    }

    private static TopicSpec declared(Topic topic) {
        return new TopicSpec(topic.topicName(), topic.partitions(), topic.config());
    }

    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    /** Settings of a client that may do everything. */
    public Map<String, Object> connection() {
        return connection(login);
    }

    /** @param as Kafka's settings of whoever it is */
    public Map<String, Object> connection(Map<String, String> as) {
        Map<String, Object> settings = new HashMap<>(as);
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    public Admin admin() {
        return admin;
    }

    /** A topic is gone with all that was on it; it is made again as it is declared, and is empty. */
    public void lose(Topic topic) {
        answer(admin.deleteTopics(List.of(topic.topicName())).all());
        brokers.createTopics(List.of(declared(topic)));
    }

    /** Says something, as a service or somebody else does, and returns when the brokers have it. */
    public <T extends Payload> Envelope<T> publish(T payload) {
        return publish(List.of(payload)).get(0);
    }

    public <T extends Payload> List<Envelope<T>> publish(Collection<T> payloads) {
        List<Envelope<T>> envelopes = payloads.stream()
                .map(payload -> Envelope.first(payload, SOURCE, Instant.now()))
                .toList();
        write(envelopes.stream().map(new MessageCodec()::encode).toList());
        return envelopes;
    }

    public void write(Collection<EncodedMessage> messages) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection(), new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            messages.forEach(message -> sent.add(producer.send(asRecord(message))));
            sent.forEach(Kafka::answer);
        }
    }

    private static ProducerRecord<String, byte[]> asRecord(EncodedMessage message) {
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, text) -> written.headers().add(name, text.getBytes(UTF_8)));
        return written;
    }

    /** All that was said by now and is not lost, as those who subscribe read it. */
    public TopicDump topics() {
        Map<String, Object> settings = connection();
        settings.put("isolation.level", "read_committed");
        return TopicDump.of(settings);
    }

    /** Waits until consumer groups have what is theirs, while their services live. */
    public void awaitStable(Collection<PackagedService> alive, String... groups) {
        Awaitility.await(String.join(", ", groups) + " settle")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast("A service has ended", () -> !alive.stream().allMatch(PackagedService::isRunning))
                .until(() -> Arrays.stream(groups).allMatch(this::isStable));
    }

    private boolean isStable(String name) {
        return group(name)
                .filter(group -> group.groupState() == GroupState.STABLE)
                .isPresent();
    }

    /** Empty while there is no such group, and while nobody can tell. */
    public Optional<ConsumerGroupDescription> group(String name) {
        try {
            return Optional.of(await(admin.describeConsumerGroups(List.of(name))
                    .describedGroups()
                    .get(name)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException || e.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e);
        }
    }

    /** Whether a group has acknowledged all that is on a topic, so that none of it comes again. */
    public boolean hasAcknowledged(String group, Topic topic) {
        Map<TopicPartition, OffsetAndMetadata> done =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends(topic).entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || done.get(end.getKey()) != null
                                && done.get(end.getKey()).offset() >= end.getValue());
    }

    /** How many records were ever written to each partition. */
    public Map<TopicPartition, Long> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T answer(Future<T> future) {
        try {
            return await(future);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) throws ExecutionException {
        try {
            return future.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        brokers.close();
    }
}
