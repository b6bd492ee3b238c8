package dev.patrol.test;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import java.util.Collection;

/** A broker in the test's own JVM. */
record EmbeddedBroker(EmbeddedKafka kafka) implements TestBroker {
    static EmbeddedBroker begin() {
        return new EmbeddedBroker(EmbeddedKafka.start(0));
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void createTopics(Collection<TopicSpec> topics) {
        kafka.createTopics(topics);
    }

    @Override
    public void stop() {
        kafka.stop();
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
