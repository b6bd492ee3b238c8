package dev.patrol.test;

import dev.patrol.kafka.embedded.TopicSpec;
import java.util.Collection;

/** The broker of a test. It can be away for a while: what it holds, and where it is, stay the same. */
public interface TestBroker {
    String bootstrapServers();

    /** Returns when every partition is led. */
    void createTopics(Collection<TopicSpec> topics);

    /** Nobody is there any more. */
    void stop();

    /** Returns when it answers again. */
    void start();

    /** Ends it, with what it holds. */
    void close();
}
