package dev.patrol.service.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the service a static member of each of its consumer groups where its instance has a name. A process has one member in
 * each group, so one name does for all of them; Kafka Streams, which has several, numbers them by itself. Kafka takes no empty
 * name, so the setting is there only where the name is.
 */
public final class InstanceId implements ConfigSourceFactory {
    static final String PROPERTY = "patrol.kafka.instance-id";

    private static final String KAFKAS = "group.instance.id";
    /** Below application.properties, so that what is given by Kafka's own name holds. */
    private static final int ORDINAL = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue given = context.getValue(PROPERTY);
        if (given == null || given.getValue() == null || given.getValue().isBlank()) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(
                Map.of("kafka." + KAFKAS, given.getValue(), "kafka-streams." + KAFKAS, given.getValue()),
                "the name of the instance",
                ORDINAL));
    }

    /** After the sources that it reads from. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
