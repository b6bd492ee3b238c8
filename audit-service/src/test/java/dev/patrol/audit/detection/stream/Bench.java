package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.audit.detection.memory.Memory;
import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.rules.Ruleset;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Event;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The detector's topology as it is, in a test driver in place of a broker. */
final class Bench implements AutoCloseable {
    /** A Monday. */
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    static final String ORGANIZATION = "contoso";

    /** Who Patrol is there. */
    static final String OWN_ID = "0a0a0a0a-0000-4000-8000-000000000001";

    private static final MessageCodec CODEC = new MessageCodec();
    private static final URI SOURCE = URI.create("/patrol/test");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final DetectionSettings settings;
    private final UnusedTokenSettings unused;
    private final List<TokenCompromised> findings = new ArrayList<>();
    private TopologyTestDriver driver;

    private Bench(Map<String, String> given) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(given)
                .withDefaultValue("patrol.detection.state-directory", "unused")
                .withMapping(DetectionSettings.class)
                .withMapping(UnusedTokenSettings.class)
                .build();
        settings = config.getConfigMapping(DetectionSettings.class);
        unused = config.getConfigMapping(UnusedTokenSettings.class);
        if (!Ruleset.problemsOf(settings).isEmpty()) {
            throw new IllegalArgumentException(Ruleset.problemsOf(settings).toString());
        }
        driver = driver();
    }

    static Bench with(Map<String, String> settings) {
        return new Bench(settings);
    }

    static Bench withDefaults() {
        return with(Map.of());
    }

    private TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "detector-" + UUID.randomUUID());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/detector-benches");
        return new TopologyTestDriver(
                DetectionTopology.of(
                        settings,
                        unused,
                        CODEC,
                        URI.create("/patrol/audit"),
                        organization -> Optional.of(OWN_ID),
                        new DetectorMeters(
                                new Meters(meters),
                                topic -> {},
                                Ruleset.of(settings).names())),
                properties,
                NOON);
    }

    /** Another process goes on with the same stores. */
    void restart() {
        collect();
        Map<String, Memory> lineages = contentOf(Detection.LINEAGES);
        Map<String, Revocations> revocations = contentOf(ResponseGate.REVOCATIONS);
        Map<String, Inventoried> observed = contentOf(TokenStores.OBSERVED);
        Map<String, Inventoried> successors = contentOf(TokenStores.SUCCESSORS);
        driver.close();
        driver = driver();
        this.<Memory>store(Detection.LINEAGES).putAll(entries(lineages));
        this.<Revocations>store(ResponseGate.REVOCATIONS).putAll(entries(revocations));
        this.<Inventoried>store(TokenStores.OBSERVED).putAll(entries(observed));
        this.<Inventoried>store(TokenStores.SUCCESSORS).putAll(entries(successors));
    }

    private <V> Map<String, V> contentOf(String name) {
        Map<String, V> content = new HashMap<>();
        try (KeyValueIterator<String, V> all = this.<V>store(name).all()) {
            all.forEachRemaining(entry -> content.put(entry.key, entry.value));
        }
        return content;
    }

    private static <V> List<org.apache.kafka.streams.KeyValue<String, V>> entries(Map<String, V> content) {
        return content.entrySet().stream()
                .map(entry -> org.apache.kafka.streams.KeyValue.pair(entry.getKey(), entry.getValue()))
                .toList();
    }

    private <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** A living token of the inventory. */
    Token token(String name) {
        return know(Token.of(
                ORGANIZATION,
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                name,
                List.of("vso.code"),
                NOON.minus(Duration.ofDays(20)),
                NOON.plus(Duration.ofDays(400)),
                false,
                Optional.of("builds@contoso.example")));
    }

    Token know(Token token) {
        tell(new TokenObserved(token, TokenState.ACTIVE, true, NOON));
        return token;
    }

    /** A successor of which only the rotator knows so far. */
    Token rotated(Token previous, Instant at) {
        Token successor = Token.of(
                previous.organization(),
                UUID.nameUUIDFromBytes(previous.successorName().getBytes(UTF_8)),
                previous.successorName(),
                previous.scopes(),
                at,
                at.plus(Duration.ofDays(30)),
                false,
                Optional.ofNullable(previous.owner()));
        tell(new TokenRotated(
                previous,
                successor,
                new SecretVersion(URI.create("https://tokens.vault.azure.net"), previous.secretName(), "1"),
                Trigger.EXPIRY,
                at.plus(Duration.ofDays(1))));
        return successor;
    }

    void revoked(Token token, Instant at) {
        publish(
                Topic.Names.TOKEN_REVOKED,
                Envelope.first(
                        TokenRevoked.of(token, "Its successor has taken over.", Trigger.EXPIRY, null), SOURCE, at));
    }

    /** What happens later than noon is told when it happens. */
    void tell(Event event) {
        Instant at = event instanceof AuditEntry entry && entry.timestamp().isAfter(NOON) ? entry.timestamp() : NOON;
        tell(event, at);
    }

    void tell(Event event, Instant at) {
        Envelope<Event> envelope = Envelope.first(event, SOURCE, at);
        publish(envelope.type().topic().topicName(), envelope);
    }

    void log(AuditEntry... entries) {
        for (AuditEntry entry : entries) {
            tell(entry);
        }
    }

    private void publish(String topic, Envelope<?> envelope) {
        EncodedMessage message = CODEC.encode(envelope);
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        publishRaw(topic, new TestRecord<>(message.key(), message.value(), headers, envelope.time()));
    }

    void publishRaw(String topic, TestRecord<String, byte[]> message) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(message);
    }

    void passTime(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Everything that was found so far, in order. */
    List<TokenCompromised> findings() {
        collect();
        return List.copyOf(findings);
    }

    /** Bytes of the record that keeps what is remembered of a token's lineage. */
    int bytesRememberedOf(Token token) {
        Memory memory = this.<Memory>store(Detection.LINEAGES).get(token.secretName());
        return JsonSerde.of(Memory.class).serializer().serialize("", memory).length;
    }

    /** Names of all rules. */
    List<String> rules() {
        return Ruleset.of(settings).names();
    }

    List<String> rulesThatFound() {
        return findings().stream().map(TokenCompromised::rule).toList();
    }

    private void collect() {
        read(Topic.TOKEN_COMPROMISED).forEach(message -> findings.add((TokenCompromised) open(message)));
    }

    List<TokenUnused> unused() {
        return read(Topic.TOKEN_UNUSED).stream()
                .map(message -> (TokenUnused) open(message))
                .toList();
    }

    List<TestRecord<String, byte[]>> read(Topic topic) {
        TestOutputTopic<String, byte[]> output =
                driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    private static Object open(TestRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return CODEC.decode(headers, message.value()).payload();
    }

    @Override
    public void close() {
        driver.close();
    }
}
