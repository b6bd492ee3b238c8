package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.patrol.audit.detection.Detector;
import dev.patrol.audit.detection.Own;
import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.rules.Ruleset;
import dev.patrol.model.MessageType;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.text.Glob;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.RecordContext;

/**
 * From {@code patrol.audit-entries} to {@code patrol.token-compromised} and {@code patrol.token-unused}: entries are brought to
 * their lineage, where the rules look at them; findings are brought to their organization, where the limit of automatic
 * revocations is kept.
 */
public final class DetectionTopology {
    private static final Consumed<String, byte[]> RAW = Consumed.with(Serdes.String(), Serdes.ByteArray());
    private static final Produced<String, byte[]> OUT = Produced.with(Serdes.String(), Serdes.ByteArray());

    private DetectionTopology() {}

    /**
     * @param source who says what the detector says, as {@code ce_source}
     * @param ownId who Patrol is in an organization, in lower case, as far as it is known
     */
    static Topology of(
            DetectionSettings settings,
            UnusedTokenSettings unusedSettings,
            MessageCodec codec,
            URI source,
            Function<String, Optional<String>> ownId,
            DetectorMeters meters) {
        Records records = new Records(codec, source);
        Detector detector = new Detector(
                Ruleset.of(settings),
                own(settings, ownId),
                settings.incidentWindow(),
                settings.sumWindow(),
                settings.learning());
        int revocationsEach = Math.max(1, settings.revocationsPerHour() / Topic.TOKEN_ROTATED.partitions());
        UnusedTokens unused = new UnusedTokens(unusedSettings, revocationsEach, records);

        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                TokenStores.builder(TokenStores.OBSERVED), Topic.Names.TOKENS, RAW, StoredTokens.observed(records));
        builder.addGlobalStore(
                TokenStores.builder(TokenStores.SUCCESSORS),
                Topic.Names.TOKEN_ROTATED,
                RAW,
                StoredTokens.successors(records));
        builder.addStateStore(Detection.store());
        builder.addStateStore(ResponseGate.store());

        KStream<String, Object> entries = builder.stream(Topic.Names.AUDIT_ENTRIES, RAW)
                .process(() -> new Attribution(records, meters), Named.as("attribution"));
        KStream<String, Object> news = builder.stream(Topic.Names.TOKEN_REVOKED, RAW)
                .process(() -> new RevocationNews(records, meters), Named.as("revocation-news"));
        sendDeadLetters(entries.merge(news));

        KStream<String, Object> outcomes = inputsIn(entries)
                .repartition(Repartitioned.<String, LineageInput>as("sightings")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(seen())
                        .withNumberOfPartitions(Topic.TOKEN_ROTATED.partitions()))
                .merge(inputsIn(news))
                .process(
                        () -> new Detection(detector, unused, records, meters),
                        Named.as("detection"),
                        Detection.LINEAGES);
        sendDeadLetters(outcomes);

        outcomes.filter((key, value) -> value instanceof Announced)
                .mapValues(value -> ((Announced) value).value())
                .repartition(Repartitioned.<String, byte[]>as("findings")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray()))
                .process(
                        () -> new ResponseGate(records, settings.dryRun(), settings.revocationsPerHour()),
                        Named.as("response-gate"),
                        ResponseGate.REVOCATIONS)
                .to((key, value, context) -> topicOf(context), OUT);
        return builder.build();
    }

    private static Own own(DetectionSettings settings, Function<String, Optional<String>> ownId) {
        Set<String> users = settings.ownUsers().orElse(List.of()).stream()
                .map(user -> user.strip().toLowerCase(Locale.ROOT))
                .collect(toUnmodifiableSet());
        List<Glob> tokens =
                settings.ownTokens().orElse(List.of()).stream().map(Glob::of).toList();
        return new Own(users, tokens, ownId);
    }

    private static KStream<String, LineageInput> inputsIn(KStream<String, Object> opened) {
        return opened.filter((key, value) -> value instanceof LineageInput).mapValues(LineageInput.class::cast);
    }

    private static void sendDeadLetters(KStream<String, Object> opened) {
        opened.filter((key, value) -> value instanceof DeadLetter)
                .mapValues(value -> ((DeadLetter) value).value())
                .to(Topic.Names.DEAD_LETTERS, OUT);
    }

    /** Only entries have to be brought to their lineage. */
    private static Serde<LineageInput> seen() {
        Serde<LineageInput.Seen> serde = JsonSerde.of(LineageInput.Seen.class);
        return Serdes.serdeFrom(
                (topic, input) -> serde.serializer().serialize(topic, (LineageInput.Seen) input),
                (topic, bytes) -> serde.deserializer().deserialize(topic, bytes));
    }

    private static String topicOf(RecordContext context) {
        Header type = context.headers().lastHeader(MessageCodec.TYPE);
        return MessageType.named(new String(type.value(), UTF_8))
                .orElseThrow()
                .topic()
                .topicName();
    }
}
