package dev.patrol.cli.settings;

import dev.patrol.service.settings.KafkaClientSettings;
import dev.patrol.service.settings.SettingsCheck;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Settings as a service would have them that was started in this environment. Defaults and names come with the modules that
 * own them; nothing is read from the working directory here.
 */
public final class Settings {
    private static final int ENVIRONMENT = 300;
    private static final int CONVERTER_PRIORITY = 200;

    private final Map<String, String> environment;
    private final SmallRyeConfig config;

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.config = builder().build();
    }

    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    /** What is wrong with the settings that these mappings name, a line each. No line holds a secret. */
    public List<String> problemsOf(Class<?>... mappings) {
        return new SettingsCheck(config).problemsOf(List.of(mappings));
    }

    /** The settings of a mapping that has no problems. */
    public <T> T as(Class<T> mapping) {
        return builder().withMapping(mapping).build().getConfigMapping(mapping);
    }

    /** For checks of settings that make sense each, but not together. */
    public SmallRyeConfig config() {
        return config;
    }

    /** Settings of Kafka's own clients. */
    public Map<String, Object> kafka() {
        return KafkaClientSettings.of(config);
    }

    private SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addPropertiesSources()
                .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withValidateUnknown(false);
    }
}
