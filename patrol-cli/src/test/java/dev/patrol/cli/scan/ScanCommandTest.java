package dev.patrol.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ScanCommandTest {
    private final String organization = SharedBroker.organization();

    @Test
    void asksAndSaysHowToSeeWhatComesOfIt() {
        // When
        Ran ran = patrol("scan", "--requested-by", organization);

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("Asked for a scan (command ").contains("./patrol watch --since 5m");
        assertThat(sent().key()).isEqualTo("scan");
    }

    @Test
    void tellsWhatTheScanSaysUntilTheScannerIsDoneWithTheCommand() throws Exception {
        // Given
        CompletableFuture<Ran> call =
                CompletableFuture.supplyAsync(() -> patrol("scan", "--requested-by", organization, "--wait"));
        long offset = sent().offset();
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(PolicyViolated.fullScope(Tokens.token(organization, "found", Duration.ofDays(4))));
        }

        // When
        scannerIsDoneWith(offset);
        Ran ran = call.get(60, TimeUnit.SECONDS);

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("found, high, no-full-scope").contains("The scan has ended.");
    }

    @Test
    void aScanThatDoesNotEndIsSaid() {
        // When
        Ran ran = patrol("scan", "--requested-by", organization, "--deadline", "1s");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("The scan has not ended within 1 s.", "Is the scanner running?");
    }

    private ConsumerRecord<String, byte[]> sent() {
        try (TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), Topic.SCAN_COMMANDS)) {
            return reader.awaitRecord(message -> reader.open(message).payload() instanceof Scan scan
                    && scan.requestedBy().equals(organization));
        }
    }

    private static void scannerIsDoneWith(long offset) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(Topic.SCAN_COMMANDS.topicName(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets("scanner", Map.of(partition, new OffsetAndMetadata(offset + 1)))
                    .all()
                    .get();
        }
    }

    private static Ran patrol(String... arguments) {
        return Ran.inProcess(SharedBroker.environment(), arguments);
    }
}
