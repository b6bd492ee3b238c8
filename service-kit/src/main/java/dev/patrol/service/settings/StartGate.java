package dev.patrol.service.settings;

import dev.patrol.service.http.ApiKeys;
import dev.patrol.service.topics.TopicsSettings;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Stops a start that can't end well. It stands before the framework's own start, whose words for a missing variable are a
 * stack trace.
 */
public final class StartGate {
    /** {@code EX_CONFIG} of sysexits.h: "something was found in an unconfigured or misconfigured state". */
    public static final int EXIT_CODE = 78;

    private StartGate() {}

    /** @param together looks at settings that make sense each */
    public static void pass(Function<SmallRyeConfig, List<String>> together, Class<?>... mappings) {
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        List<Class<?>> all = Stream.concat(
                        Stream.of(
                                KafkaSettings.class,
                                HttpSettings.class,
                                LogSettings.class,
                                TraceSettings.class,
                                TopicsSettings.class),
                        Stream.of(mappings))
                .toList();
        List<String> problems = new SettingsCheck(config).problemsOf(all);
        if (problems.isEmpty()) {
            problems = Stream.of(
                            together.apply(config),
                            KafkaClientSettings.problemsOf(config),
                            ListeningCheck.problemsOf(config),
                            ApiKeys.problemsOf(config))
                    .flatMap(List::stream)
                    .toList();
        }
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.exit(EXIT_CODE);
        }
        LoginTrial.begin(config, refusal -> {
            System.err.println(refusal);
            System.exit(EXIT_CODE);
        });
    }
}
