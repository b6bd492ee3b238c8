package dev.patrol.kafka.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** What every broker here has in common, whether it is in this JVM or a process of its own. */
final class Storage {
    private Storage() {}

    static boolean isPrepared(Path data) {
        return Files.exists(data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));
    }

    /** @throws IllegalStateException where the directory can't be written */
    static void prepare(Path data, int node, String cluster) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(node)
                    .setClusterId(cluster)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setDirectories(Set.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("The broker's directory can't be prepared: " + data, e);
        }
    }

    /** Settings of a broker that is its own controller, on a small machine. */
    static Map<String, String> frugal() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // So that a test can have a killed consumer's partitions handed on within a second or two.
        settings.put("group.min.session.timeout.ms", "500");
        // The cleaner's buffer is 128 MB by default, for nothing here.
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("log.initial.task.delay.ms", "1000");
        return settings;
    }
}
