package dev.patrol.e2e.faults;

import dev.patrol.e2e.Kafka;
import dev.patrol.e2e.Surroundings;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.SecretFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.GroupState;

/** Rotators that reach the broker through wires, and soon give up what does not answer. */
final class RotatorSite implements AutoCloseable {
    /** Tokens whose names begin so live until their dependent has acknowledged. */
    static final String ACKNOWLEDGED = "acknowledged-";

    private static final String SERVICE = "rotator";
    private static final String LOG = "rotators";
    private static final String DEPENDENT = "reader";

    /** How long a rotator with {@link #IMPATIENT} tries to write. */
    static final Duration SHORT_DELIVERY = Duration.ofSeconds(3);

    /** Options of a rotator that soon gives a write up. */
    static final List<String> IMPATIENT = List.of(
            "-Dmp.messaging.outgoing.patrol-announcements.delivery.timeout.ms=" + SHORT_DELIVERY.toMillis(),
            "-Dmp.messaging.outgoing.patrol-announcements.request.timeout.ms=1000");

    /** A killed instance's partitions are handed on within seconds instead of most of a minute. */
    private static final List<String> SHORT_SESSIONS = List.of(
            "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=1500",
            "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=300");

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("PATROL_KEY_VAULT_RETRIES", "2"),
            Map.entry("PATROL_KEY_VAULT_RETRY_DELAY", "100ms"),
            Map.entry("PATROL_KEY_VAULT_RETRY_MAX_DELAY", "200ms"),
            Map.entry("PATROL_KEY_VAULT_TIMEOUT", "2s"),
            Map.entry("PATROL_TOKEN_API_RETRIES", "2"),
            Map.entry("PATROL_TOKEN_API_RETRY_DELAY", "100ms"),
            Map.entry("PATROL_TOKEN_API_RETRY_MAX_DELAY", "200ms"),
            Map.entry("PATROL_TOKEN_API_TIMEOUT", "2s"),
            Map.entry("PATROL_ROTATION_SETBACK_DELAY", "300ms"),
            Map.entry("PATROL_ROTATION_SETBACK_MAX_DELAY", "1s"),
            Map.entry("PATROL_ROTATION_SETBACKS", "12"),
            Map.entry("PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", ACKNOWLEDGED + "*"),
            Map.entry("PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", "1h"),
            Map.entry("PATROL_ROTATION_DEPENDENTS_0__SECRETS", ACKNOWLEDGED + "*"),
            Map.entry("PATROL_ROTATION_DEPENDENTS_0__NAMES", DEPENDENT));

    private final EmbeddedKafka broker = EmbeddedKafka.start(0);
    private final Surroundings around;
    private final Topics topics;

    /** @param title of its folder */
    RotatorSite(String title) {
        around = Surroundings.of(title, Kafka.on(broker));
        topics = new Topics(broker.bootstrapServers());
    }

    Rotator startRotator(List<String> options) {
        Wire wire = Wire.to(broker.bootstrapServers());
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", wire.bootstrapServers());
        List<String> all = new ArrayList<>(SHORT_SESSIONS);
        all.addAll(options);
        return new Rotator(around.start(SERVICE, LOG, settings, all), wire);
    }

    /** A token that dies in three days. */
    Token seed(String name, Kept kept) {
        Token token = around.seed(
                TokenSeed.of(name, "vso.code vso.build", Instant.now().plus(Duration.ofDays(3))));
        switch (kept) {
            case WITH_TAGS -> azure().keepInSecret(token.authorizationId(), token.secretName());
            case WITHOUT_TAGS -> azure().keepUntagged(token.authorizationId(), token.secretName());
            case NOWHERE -> {
                // Its first rotation.
            }
        }
        return token;
    }

    /** Says that a token is due, as every scan says it again. */
    void announceDue(Token token) {
        publish(new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, true));
    }

    /** The dependent says that it uses what the vault gives. */
    void acknowledge(Token token) {
        UUID inUse = azure().secret(token.secretName()).stream()
                .filter(SecretFact::latest)
                .map(SecretFact::holds)
                .findFirst()
                .orElseThrow();
        publish(new RotationAcknowledged(token.organization(), token.secretName(), inUse, DEPENDENT));
    }

    /** Stores of a token's secret that were done when nobody waited for them any more. */
    long lateStores(Token token) {
        return azure().sideEffects(0).stream()
                .filter(call -> call.api().equals("secret-set"))
                .filter(call -> token.secretName().equals(call.target()))
                .filter(call -> call.outcome().startsWith("lost"))
                .count();
    }

    <T extends Payload> Envelope<T> publish(T payload) {
        return around.kafka().publish(payload);
    }

    /** Whether the rotators' group has so many members, and each knows what is its. */
    boolean hasSettledWith(int members) {
        return around.kafka()
                .group(SERVICE)
                .filter(group -> group.groupState() == GroupState.STABLE)
                .filter(group -> group.members().size() == members)
                .isPresent();
    }

    void stopBroker() {
        broker.stop();
    }

    void startBroker() {
        broker.start();
    }

    Topics topics() {
        return topics;
    }

    /** All that was said by now. */
    TopicDump everything() {
        return around.kafka().topics();
    }

    /** A line in the rotators' log. */
    void mark(String line) {
        try {
            Files.writeString(log(), "=== " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return around.log(LOG);
    }

    SimulatorControl azure() {
        return around.azure();
    }

    String organization() {
        return around.organization();
    }

    @Override
    public void close() {
        topics.close();
        around.close();
    }
}
