package dev.patrol.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void withoutAFileNothingIsWrong() {
        // When
        List<String> problems = ApiKeys.problemsOf(config(""));

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, KEY + "\n", "\n" + KEY + "\r\n" + KEY + "x\n"})
    void aFileOfKeysIsFine(String content) throws IOException {
        // When
        List<String> problems = ApiKeys.problemsOf(config(file(content)));

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n \n", "too-short", KEY + "\ntoo-short", "with a space in it 0123456789abcdef", "ü" + KEY})
    void anythingElseStopsTheStartAndIsNotQuoted(String content) throws IOException {
        // When
        List<String> problems = ApiKeys.problemsOf(config(file(content)));

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("HTTP_API_KEY_FILE ")
                .doesNotContain(KEY);
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        // When
        List<String> problems = ApiKeys.problemsOf(config(folder.resolve("none").toString()));

        // Then
        assertThat(problems).singleElement().asString().contains("can't be read");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("keys"), content).toString();
    }

    private static SmallRyeConfig config(String file) {
        ConfigSource settings = new PropertiesConfigSource(Map.of("patrol.http.api-key-file", file), "test", 100);
        return new SmallRyeConfigBuilder().withSources(settings).build();
    }
}
