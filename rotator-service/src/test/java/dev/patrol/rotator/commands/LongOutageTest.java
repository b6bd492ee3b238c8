package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.RotateToken;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A broker that is away for longer than a record in hand can be announced. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(LongOutageTest.Impatient.class)
class LongOutageTest extends CommandsFixture {
    private static final String LONGEST_IN_HAND = "throttled.unprocessed-record-max-age.ms";

    /** What takes an hour takes seconds. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.outgoing.patrol-announcements.delivery.timeout.ms", "3000",
                    "mp.messaging.outgoing.patrol-announcements.request.timeout.ms", "1000",
                    "mp.messaging.outgoing.patrol-announcements.max.block.ms", "1000",
                    "quarkus.http.test-port", "0");
        }
    }

    @Test
    void aCommandInHandIsObeyedWhenTheBrokerIsBack() {
        // Given
        Token token = seed("outlasts", "vso.code");
        long slow = azure.addFault(
                Fault.latency(Api.PATS_LIST, Duration.ofSeconds(5).toMillis()));
        Envelope<RotateToken> command = topics.write(new RotateToken(byId(token), "A colleague left.", OFFICER));
        Awaitility.await().until(() -> azure.faults().get(0).struck() > 0);

        // When
        KafkaBroker.broker().stop();
        azure.removeFault(slow);
        Awaitility.await()
                .during(Duration.ofSeconds(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> ofLineage(token).size() == 1);
        KafkaBroker.broker().start();

        // Then
        assertThat(awaitOutcome(command)).contains(token.secretName());
    }

    @Test
    void noRecordIsInHandForTooLong() {
        // When
        Config config = ConfigProvider.getConfig();

        // Then
        assertThat(StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.endsWith(LONGEST_IN_HAND))
                        .map(name -> config.getValue(name, Integer.class)))
                .isNotEmpty()
                .containsOnly(0);
    }
}
