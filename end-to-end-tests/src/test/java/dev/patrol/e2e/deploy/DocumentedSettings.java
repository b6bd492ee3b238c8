package dev.patrol.e2e.deploy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The variables that {@code docs/configuration.md} has, and Kafka's, which it has by their rule. */
final class DocumentedSettings {
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");
    /** Cells with several members of a list: the first in full, the others from their number on. */
    private static final Pattern FIRST_OF_LIST = Pattern.compile("`([A-Z][A-Z0-9_]+)_0__[A-Z_]+`");

    private static final Pattern OTHER_OF_LIST = Pattern.compile("`\\.\\.\\._0__([A-Z_]+)`");
    private static final Pattern INDEX = Pattern.compile("_\\d+__");
    /** Of Azure's libraries, where a managed identity is played. */
    private static final Set<String> OF_AZURE = Set.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER");

    private final Set<String> names = new TreeSet<>(OF_AZURE);

    DocumentedSettings() {
        Deploy.text(Deploy.REPOSITORY.resolve("docs/configuration.md")).lines().forEach(this::read);
        Stream.of(ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                .flatMap(Set::stream)
                .map(name -> "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'))
                .forEach(names::add);
    }

    private void read(String line) {
        names.addAll(NAME.matcher(line).results().map(found -> found.group(1)).collect(Collectors.toSet()));
        Matcher list = FIRST_OF_LIST.matcher(line);
        if (list.find()) {
            OTHER_OF_LIST.matcher(line).results().forEach(other -> names.add(list.group(1) + "_0__" + other.group(1)));
        }
        // A rule's settings are named in words.
        Matcher rule = Pattern.compile("`([A-Z_]+_RULES)_0__").matcher(line);
        if (rule.find()) {
            Arrays.stream(line.split("`"))
                    .filter(word -> word.matches("[a-z-]+"))
                    .forEach(word -> names.add(rule.group(1) + "_0__"
                            + word.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
    }

    boolean has(String variable) {
        return names.contains(INDEX.matcher(variable).replaceAll("_0__"));
    }
}
