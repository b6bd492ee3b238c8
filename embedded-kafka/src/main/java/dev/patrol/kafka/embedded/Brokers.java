package dev.patrol.kafka.embedded;

import java.util.Collection;

/** One broker or several, for whoever only has to reach them. */
public interface Brokers extends AutoCloseable {
    String bootstrapServers();

    /** Creates topics; those that are there already are left as they are. Returns when every partition is led. */
    void createTopics(Collection<TopicSpec> topics);

    /** Ends them. */
    @Override
    void close();
}
