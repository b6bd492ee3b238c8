package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Command;
import dev.patrol.model.Event;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.test.ContractCheck;
import dev.patrol.test.TopicWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads commands as the rotator does, and answers them as a test says. */
public final class FakeRotator implements AutoCloseable {
    private static final MessageCodec CODEC = new MessageCodec();

    private final Predicate<Command> mine;
    private final Function<Command, List<Function<Envelope<?>, Event>>> answers;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private FakeRotator(
            Predicate<Command> mine, Function<Command, List<Function<Envelope<?>, Event>>> answers, Topic... topics) {
        this.mine = mine;
        this.answers = answers;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(topics)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        thread = new Thread(this::run, "fake-rotator");
        thread.start();
    }

    /**
     * Answers from now on.
     *
     * @param mine which commands are those of the test
     * @param answers the events that follow a command, in order
     */
    public static FakeRotator answering(
            Predicate<Command> mine, Function<Command, List<Function<Envelope<?>, Event>>> answers) {
        return new FakeRotator(mine, answers, Topic.REVOKE_COMMANDS, Topic.ROTATE_COMMANDS);
    }

    private void run() {
        try (consumer;
                TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            while (true) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    Envelope<?> envelope = CODEC.decode(headersOf(message), message.value());
                    Command command = (Command) envelope.payload();
                    if (mine.test(command)) {
                        heard.add(message);
                        answers.apply(command)
                                .forEach(answer -> writer.write(envelope.ledTo(
                                        answer.apply(envelope), URI.create("/patrol/rotator"), Instant.now())));
                    }
                }
            }
        } catch (WakeupException told) {
            // The test is over.
        }
    }

    /** The commands that it has heard, which keep the contract. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        heard.forEach(message -> {
            ContractCheck.assertKept(message);
            commands.add(
                    (Command) CODEC.decode(headersOf(message), message.value()).payload());
        });
        return commands;
    }

    public List<ConsumerRecord<String, byte[]>> records() {
        return List.copyOf(heard);
    }

    public static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
