package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @ConfigMapping(prefix = "sample")
    interface Sample {
        @Setting(variable = "ORG", expects = "a name", pattern = "[a-z]+")
        String organization();

        @Setting(variable = "DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
        int days();

        @Setting(expects = "a duration")
        Duration waitTime();

        @Setting(variable = "ADDRESS", expects = "an address")
        Optional<URI> address();

        @Setting(variable = "PASSWORD", expects = "a secret", pattern = ".{8,}")
        Secret<String> password();

        @Setting(expects = "a number", min = 1)
        @WithDefault("5")
        int attempts();

        @Setting(variable = "NAMES", expects = "names", pattern = "[a-z]+(?:-[0-9]+)*")
        List<String> names();

        @Setting(variable = "WEIGHTS", expects = "numbers")
        Optional<List<Integer>> weights();

        @Setting(variable = "ZONE", expects = "a time zone")
        Optional<ZoneId> zone();

        List<Group> groups();
    }

    interface Group {
        @Setting(expects = "a glob")
        String names();

        @Setting(expects = "a duration above zero", min = 1, max = 60_000)
        Duration pause();
    }

    private static final Map<String, String> GOOD = Map.of(
            "sample.organization", "contoso",
            "sample.days", "30",
            "sample.wait-time", "PT5S",
            "sample.password", "long enough",
            "sample.names", "a,b",
            "sample.weights", "1,2",
            "sample.groups[0].names", "deploy-*",
            "sample.groups[0].pause", "PT60S",
            "sample.groups[1].names", "*",
            "sample.groups[1].pause", "PT0.001S");

    @Test
    void goodSettingsPass() {
        // When
        List<String> problems = check(GOOD);

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sample.organization | Conto so        | ORG is "Conto so". It should be a name.
            sample.organization | ${ORG}          | ORG is not set. It should be a name.
            sample.organization | ''              | ORG is not set. It should be a name.
            sample.days         | many            | DAYS is "many". It should be a whole number of days from 1 to 365.
            sample.days         | 0               | DAYS is "0". It should be a whole number of days from 1 to 365.
            sample.days         | 366             | DAYS is "366". It should be a whole number of days from 1 to 365.
            sample.days         | 99999999999     | DAYS is "99999999999". It should be a whole number of days from 1 to 365.
            sample.wait-time    | soon            | SAMPLE_WAIT_TIME is "soon". It should be a duration.
            sample.address      | :// no          | ADDRESS is ":// no". It should be an address.
            sample.address      | http://me:secret@a b | ADDRESS is "http://...@a b". It should be an address.
            sample.zone         | Mars/Olympus    | ZONE is "Mars/Olympus". It should be a time zone.
            sample.attempts     | 0               | SAMPLE_ATTEMPTS is "0". It should be a number.
            sample.names        | a,,b            | NAMES is "a,,b". It should be names.
            sample.names        | 'a, B'          | NAMES is "a, B". It should be names.
            sample.names        | 'a,'            | NAMES is "a,". It should be names.
            sample.weights      | 1,x             | WEIGHTS is "1,x". It should be numbers.
            sample.password     | short           | PASSWORD has a value that can't be right. It should be a secret.
            sample.wait-time    | -PT1S           | SAMPLE_WAIT_TIME is "-PT1S". It should be a duration.
            sample.groups[0].names | ''           | SAMPLE_GROUPS_0__NAMES is not set. It should be a glob.
            sample.groups[1].pause | PT0S          | SAMPLE_GROUPS_1__PAUSE is "PT0S". It should be a duration above zero.
            sample.groups[1].pause | PT61S         | SAMPLE_GROUPS_1__PAUSE is "PT61S". It should be a duration above zero.
            """)
    void aBadSettingIsOneLineThatNamesItsVariable(String property, String value, String line) {
        // Given
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(property, value);

        // When
        List<String> problems = check(settings);

        // Then
        assertThat(problems).containsExactly(line);
    }

    @Test
    void aListMayBeLong() {
        // Given
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(
                "sample.names",
                IntStream.range(0, 10_000).mapToObj(number -> "name-" + number).collect(Collectors.joining(" , ")));

        // When
        List<String> problems = check(settings);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void aGroupThatIsGivenByVariablesIsLookedAt() {
        // Given
        Map<String, String> environment = Map.of(
                "SAMPLE_GROUPS_0__NAMES", "first", "SAMPLE_GROUPS_2__NAMES", "third", "SAMPLE_GROUPS_2__PAUSE", "0s");

        // When
        List<String> problems = new SettingsCheck(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withDefaultValues(GOOD)
                        .withSources(new EnvConfigSource(environment, 300))
                        .build())
                .problemsOf(List.of(Sample.class));

        // Then
        assertThat(problems).containsExactly("SAMPLE_GROUPS_2__PAUSE is \"0s\". It should be a duration above zero.");
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        // When
        List<String> problems = check(Map.of());

        // Then
        assertThat(problems).hasSize(5).allMatch(line -> line.contains(" is not set. "));
    }

    private static List<String> check(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters() // A service has the framework's, which fail in ways of their own.
                .withDefaultValues(settings)
                .build();
        return new SettingsCheck(config).problemsOf(List.of(Sample.class));
    }
}
