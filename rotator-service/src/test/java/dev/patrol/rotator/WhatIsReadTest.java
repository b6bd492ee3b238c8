package dev.patrol.rotator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the channels read needs rights, and the pages say which. */
class WhatIsReadTest {
    private static final int READ_BY = 7;

    private final Properties settings = settings();

    @Test
    void everyTopicIsSaidToBeReadByTheRotator() throws IOException {
        // Given
        List<String> page = Files.readAllLines(Path.of("..", "docs", "topics.md"));

        // When
        List<String> topics = valuesOf(".topics");

        // Then
        assertThat(topics).isNotEmpty().allSatisfy(topic -> assertThat(page)
                .filteredOn(line -> line.startsWith("| `" + topic + "`"))
                .singleElement()
                .satisfies(line -> assertThat(line.split("\\|")[READ_BY]).contains("rotator")));
    }

    @Test
    void everyGroupBeginsWithTheServicesName() {
        // When
        List<String> groups = valuesOf(".group.id");

        // Then
        assertThat(groups).isNotEmpty().allSatisfy(group -> assertThat(group)
                .startsWith(settings.getProperty("quarkus.application.name")));
    }

    private List<String> valuesOf(String ending) {
        return settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(ending))
                .flatMap(name -> Arrays.stream(settings.getProperty(name).split(",")))
                .toList();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src", "main", "resources", "application.properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return settings;
    }
}
