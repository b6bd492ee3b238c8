package dev.patrol.audit.detection.stream;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Lets the detector reach the brokers as every other client does. The framework gives {@code kafka.*} and {@code KAFKA_*} to all
 * of them but Kafka Streams, which has a prefix of its own; without this the detector of a secured cluster would never log in.
 * Of the variables {@code KAFKA_STREAMS_*} the framework sees those alone whose properties are in application.properties; here
 * the others are given, which would be ignored without a word.
 */
public final class StreamsConnection implements ConfigSourceFactory {
    private static final String PREFIX = "kafka-streams.";
    /** How a client connects, by Kafka's names; what else there is, Kafka Streams settles for itself. */
    private static final Pattern CONNECTION = Pattern.compile("kafka[._]((?:security|sasl|ssl)[._].+)");
    /** What is given for Kafka Streams alone. */
    private static final Pattern OWN = Pattern.compile("kafka_streams_(.+)");
    /** Below application.properties, so that what is given for Kafka Streams alone holds. */
    private static final int ORDINAL = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = given(CONNECTION, context);
        settings.putAll(given(OWN, context));
        return List.of(new PropertiesConfigSource(settings, "the detector's share of KAFKA_...", ORDINAL));
    }

    private static Map<String, String> given(Pattern pattern, ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            Matcher setting = pattern.matcher(name.toLowerCase(Locale.ROOT));
            if (setting.matches()) {
                ConfigValue value = context.getValue(name);
                if (value != null && value.getValue() != null) {
                    settings.put(PREFIX + setting.group(1).replace('_', '.'), value.getValue());
                }
            }
        }
        return settings;
    }

    /** After the sources that it reads from. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
