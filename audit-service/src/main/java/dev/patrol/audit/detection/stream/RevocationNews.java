package dev.patrol.audit.detection.stream;

import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the rotator says of revoked generations. Its records are keyed by lineage already. */
final class RevocationNews implements Processor<String, byte[], String, Object> {
    private final Records records;
    private final DetectorMeters meters;
    private ProcessorContext<String, Object> context;

    RevocationNews(Records records, DetectorMeters meters) {
        this.records = records;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
    }

    @Override
    public void process(Record<String, byte[]> message) {
        try {
            Envelope<TokenRevoked> revoked = records.open(message, TokenRevoked.class);
            LineageInput input = new LineageInput.Revoked(
                    revoked.payload().token().authorizationId().toString(), revoked.time());
            context.forward(message.<Object>withValue(input).withHeaders(Records.traceOf(message.headers())));
        } catch (MalformedMessage malformed) {
            context.forward(DeadLetter.of(message, message.value(), context, malformed));
            meters.deadLetter(Topic.Names.TOKEN_REVOKED);
        }
    }
}
