package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.Address;
import dev.patrol.audit.detection.DescribedToken;
import dev.patrol.audit.detection.KnownToken;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.azuredevops.MechanismReference;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Finds the token that an entry is about, so that all entries of a lineage come to one place. */
final class Attribution implements Processor<String, byte[], String, Object> {
    private static final Set<String> STATUS_FIELDS = Set.of("status", "statuscode", "httpstatus", "responsestatus");
    private static final String FORBIDDEN = "403";
    private static final String TOKEN_ACTIONS = "token.";
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private final Records records;
    private final DetectorMeters meters;
    private ProcessorContext<String, Object> context;
    private TokenStores tokens;

    Attribution(Records records, DetectorMeters meters) {
        this.records = records;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
        tokens = TokenStores.of(given);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Envelope<AuditEntry> envelope = null;
        Sighting sighting;
        try {
            envelope = records.open(message, AuditEntry.class);
            sighting = sightingOf(envelope.payload(), Instant.ofEpochMilli(message.timestamp()));
        } catch (KafkaException troubleOfTheEngine) {
            throw troubleOfTheEngine;
        } catch (RuntimeException unjudgeable) {
            // Entries are many: what work is about is gathered only for those of which something is told.
            Subject subject = envelope == null ? Subject.of(message.headers()) : Subject.of(envelope);
            Work.about(subject).run(() -> {
                context.forward(DeadLetter.of(message, message.value(), context, unjudgeable));
                meters.unjudgeable(Topic.Names.AUDIT_ENTRIES);
            });
            return;
        }
        context.forward(message.withKey(sighting.key())
                .<Object>withValue(new LineageInput.Seen(sighting, envelope.id()))
                .withHeaders(Records.traceOf(message.headers())));
    }

    private Sighting sightingOf(AuditEntry entry, Instant published) {
        String organization = entry.organization().toLowerCase(Locale.ROOT);
        String reference = entry.tokenReference().toLowerCase(Locale.ROOT);
        boolean use = !entry.actionId().toLowerCase(Locale.ROOT).startsWith(TOKEN_ACTIONS);
        Optional<Inventoried> known = tokens.known(organization, reference);
        return new Sighting(
                organization,
                entry.entryId(),
                happened(entry.timestamp(), published),
                entry.actionId(),
                reference,
                use,
                MechanismReference.parse(entry.authenticationMechanism()).mechanism(),
                Address.of(entry.ipAddress()).orElse(null),
                entry.userAgent(),
                Stream.of(entry.actorUpn(), entry.actorDisplayName())
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst()
                        .orElse(null),
                entry.actorUserId(),
                use && isDenied(entry.data()),
                known.map(one -> KnownToken.of(one.token(), one.knownAt())).orElse(null),
                !use && tokens.isOwn(reference),
                use ? null : DescribedToken.in(entry.data()));
    }

    /** Nothing happens after it was told. A time that is far ahead would make all that follows look old. */
    private static Instant happened(Instant said, Instant published) {
        return said.isAfter(published.plus(CLOCKS_DIFFER_BY)) ? published : said;
    }

    /** No documented entry says so; gateways that publish entries of their own do. */
    private static boolean isDenied(Map<String, Object> data) {
        for (Map.Entry<String, Object> field : data.entrySet()) {
            if (STATUS_FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT))
                    && FORBIDDEN.equals(String.valueOf(field.getValue()))) {
                return true;
            }
        }
        return false;
    }
}
