package dev.patrol.audit.detection.stream;

import dev.patrol.model.Payload;
import dev.patrol.model.Response;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The last word before something is revoked automatically: not in a dry run, and not more often than is allowed within an hour
 * and organization, so that a bad rule can't take an organization's tokens away. Whatever is withheld asks a person.
 */
final class ResponseGate implements Processor<String, byte[], String, byte[]> {
    static final String REVOCATIONS = "revocations";

    private final Records records;
    private final boolean dryRun;
    private final int mostPerHour;

    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, Revocations> revocations;

    ResponseGate(Records records, boolean dryRun, int mostPerHour) {
        this.records = records;
        this.dryRun = dryRun;
        this.mostPerHour = mostPerHour;
    }

    static StoreBuilder<KeyValueStore<String, Revocations>> store() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(REVOCATIONS), Serdes.String(), JsonSerde.of(Revocations.class));
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        revocations = given.getStateStore(REVOCATIONS);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Work.about(Subject.of(message.headers())).run(() -> decide(message));
    }

    private void decide(Record<String, byte[]> message) {
        Envelope<?> envelope = records.open(message);
        Payload allowed = allowed(message.key(), envelope.payload());
        context.forward(records.record(
                new Envelope<>(
                        envelope.id(),
                        envelope.source(),
                        envelope.time(),
                        envelope.correlationId(),
                        envelope.causationId(),
                        allowed),
                message.headers(),
                message.timestamp()));
    }

    private Payload allowed(String organization, Payload asked) {
        if (asked instanceof TokenCompromised compromised && compromised.response() != Response.NOTIFY) {
            return reasonToWithhold(organization)
                    .<Payload>map(compromised::withholding)
                    .orElse(compromised);
        }
        if (asked instanceof TokenUnused unused && unused.response() != Response.NOTIFY) {
            return reasonToWithhold(organization)
                    .<Payload>map(reason ->
                            new TokenUnused(unused.token(), unused.lastUsed(), unused.daysIdle(), Response.NOTIFY))
                    .orElse(unused);
        }
        return asked;
    }

    private Optional<String> reasonToWithhold(String organization) {
        if (dryRun) {
            return Optional.of("Patrol runs dry (patrol.detection.dry-run is true).");
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Revocations past = Optional.ofNullable(revocations.get(organization))
                .orElse(Revocations.NONE)
                .within(now);
        if (past.asked().size() >= mostPerHour) {
            return Optional.of("The limit of " + mostPerHour
                    + " automatic revocations within an hour is reached (patrol.detection.revocations-per-hour).");
        }
        revocations.put(organization, past.and(now));
        return Optional.empty();
    }
}
