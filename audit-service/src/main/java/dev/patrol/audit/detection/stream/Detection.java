package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.Detector;
import dev.patrol.audit.detection.Finding;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Memory;
import dev.patrol.model.Response;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.service.telemetry.Work;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jboss.logging.Logger;

/** Asks the detector about each entry in the light of what its lineage's store remembers, and says what it finds. */
final class Detection implements Processor<String, LineageInput, String, Object> {
    static final String LINEAGES = "lineages";

    private static final Logger LOG = Logger.getLogger(Detection.class);
    private static final Serializer<LineageInput.Seen> SIGHTINGS = JsonSerde.forPeople(LineageInput.Seen.class);

    private final Detector detector;
    private final UnusedTokens unused;
    private final Records records;
    private final DetectorMeters meters;

    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, Memory> lineages;
    private TokenStores tokens;

    Detection(Detector detector, UnusedTokens unused, Records records, DetectorMeters meters) {
        this.detector = detector;
        this.unused = unused;
        this.records = records;
        this.meters = meters;
    }

    static StoreBuilder<KeyValueStore<String, Memory>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(LINEAGES), Serdes.String(), JsonSerde.of(Memory.class))
                .withCachingEnabled();
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
        lineages = given.getStateStore(LINEAGES);
        tokens = TokenStores.of(given);
        unused.searchRegularly(given, lineages, tokens);
    }

    @Override
    public void process(Record<String, LineageInput> message) {
        Memory memory = Optional.ofNullable(lineages.get(message.key())).orElseGet(Memory::new);
        LineageInput input = message.value();
        if (input instanceof LineageInput.Seen seen) {
            try {
                look(seen, memory, message);
                meters.judged();
            } catch (KafkaException troubleOfTheEngine) {
                throw troubleOfTheEngine;
            } catch (RuntimeException faultOfARule) {
                Work.about(seen.subject()).run(() -> putAside(seen, message, faultOfARule));
                return;
            }
        } else if (input instanceof LineageInput.Revoked revoked) {
            memory.noteRevoked(revoked.authorizationId(), revoked.at());
        }
        lineages.put(message.key(), memory);
    }

    private void putAside(LineageInput.Seen seen, Record<String, LineageInput> message, RuntimeException faultOfARule) {
        LOG.errorf(
                faultOfARule,
                "The entry %s could not be judged",
                seen.sighting().entryId());
        context.forward(DeadLetter.of(message, SIGHTINGS.serialize("", seen), context, faultOfARule));
        meters.unjudgeable(Topic.Names.AUDIT_ENTRIES);
    }

    private void look(LineageInput.Seen seen, Memory memory, Record<String, LineageInput> message) {
        Sighting sighting = seen.sighting();
        for (Finding finding : detector.look(sighting, memory)) {
            Optional<Token> token = tokens.find(sighting.organization(), sighting.authorizationId());
            // Entries are many and have no spans of their own; what is found goes on with the trace of its entry.
            Work.resuming("find " + finding.rule(), Work.traceParentOf(message.headers()), seen.subject())
                    .run(() -> announce(
                            compromised(sighting, finding, token),
                            seen.causation(),
                            Records.trace(),
                            message.timestamp()));
            meters.found(finding);
        }
    }

    private void announce(TokenCompromised event, Optional<String> cause, Headers trace, long timestamp) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        context.forward(Announced.of(records.announcing(event, now, cause, trace, timestamp), event.organization()));
    }

    private static TokenCompromised compromised(Sighting sighting, Finding finding, Optional<Token> token) {
        TokenCompromised event = new TokenCompromised(
                sighting.organization(),
                sighting.authorizationId(),
                token.orElse(null),
                sighting.actor(),
                finding.incident(),
                finding.rule(),
                finding.severity(),
                finding.reason(),
                finding.evidence(),
                finding.response(),
                null);
        if (finding.doubt().isPresent()) {
            return event.withholding(finding.doubt().get());
        }
        return token.isPresent() || finding.response() == Response.NOTIFY
                ? event
                : event.withholding("Patrol's inventory does not know the token, so it can't revoke it.");
    }
}
