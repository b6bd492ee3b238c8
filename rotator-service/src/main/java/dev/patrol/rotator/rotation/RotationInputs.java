package dev.patrol.rotator.rotation;

import dev.patrol.model.Payload;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What the rotator reacts to. One consumer reads all of it, so that all records of a lineage are with one instance; different
 * lineages are worked on at the same time. A record is acknowledged when what follows from it is in the ledger or has ended.
 */
@ApplicationScoped
class RotationInputs {
    static final String CHANNEL = "rotation-inputs";

    /** Revoked tokens of an organization that one list may have to see dead; each costs some kilobytes until then. */
    private static final int MOST_READ_BACKS = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final Rotations rotations;
    private final Shortenings shortenings;
    private final Ledger ledger;
    private final Shares shares;
    private final Publisher publisher;

    RotationInputs(
            Inbox inbox,
            Rotations rotations,
            Shortenings shortenings,
            Ledger ledger,
            Shares shares,
            Publisher publisher) {
        this.publisher = publisher;
        this.shares = shares;
        this.shortenings = shortenings;
        this.ledger = ledger;
        this.inbox = inbox;
        this.rotations = rotations;
    }

    @Incoming(CHANNEL)
    @Blocking(value = "rotations", ordered = false)
    void onMessage(ConsumerRecord<String, byte[]> message) {
        inbox.handle(message, () -> react(message));
    }

    @SuppressWarnings("unchecked")
    private void react(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = inbox.open(message);
        Payload payload = envelope.payload();
        if (payload instanceof TokenExpiring expiring) {
            if (expiring.rotationDue()) {
                work(message, expiring.token().secretName(), () -> due((Envelope<TokenExpiring>) envelope));
            }
        } else if (payload instanceof TokenCompromised finding) {
            if (finding.response() != Response.NOTIFY && finding.token() != null) {
                work(
                        message,
                        finding.token().secretName(),
                        () -> rotations.compromised((Envelope<TokenCompromised>) envelope));
            }
        } else if (payload instanceof RotationRequested request) {
            work(
                    message,
                    request.token().secretName(),
                    () -> rotations.requested((Envelope<RotationRequested>) envelope));
        } else if (payload instanceof PolicyViolated violation) {
            if (violation.asksFor(PolicyResponse.SHORTEN)) {
                work(
                        message,
                        violation.token().secretName(),
                        () -> shortenings.shorten((Envelope<PolicyViolated>) envelope));
            }
        } else if (payload instanceof RotationAcknowledged said) {
            work(message, said.secretName(), () -> rotations.acknowledged((Envelope<RotationAcknowledged>) envelope));
        } else if (!(payload instanceof PolicyMended)) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
    }

    private void due(Envelope<TokenExpiring> expiring) {
        String organization = expiring.payload().token().organization();
        boolean done = shares.work(organization, () -> {
            ledger.awaitFewerReadBacks(MOST_READ_BACKS, organization, LONGEST_WAIT);
            rotations.due(expiring);
        });
        if (!done) {
            rotations.plan(expiring);
        }
    }

    /** Kafka brings a record once to whom it leaves the partition, so what keeps this instance from its lineages is waited out. */
    private void work(ConsumerRecord<String, byte[]> message, String secretName, Runnable work) {
        if (message.partition() != Ledger.partitionOf(secretName)) {
            misplaced(message, secretName);
            return;
        }
        try {
            work.run();
        } catch (RejectedExecutionException notNow) {
            if (!ledger.awaitClear(secretName)) {
                throw notNow;
            }
            work.run();
        }
    }

    /**
     * Only another instance may work on the lineage. Dependents are programs of others, whose clients may choose partitions
     * otherwise, or by a number of partitions that somebody has increased; Patrol's own records are never misplaced.
     */
    private void misplaced(ConsumerRecord<String, byte[]> message, String secretName) {
        if (!message.topic().equals(Topic.Names.ROTATION_ACKNOWLEDGEMENTS)) {
            throw new MalformedMessage("It is in partition " + message.partition()
                    + ", and records of its lineage belong in " + Ledger.partitionOf(secretName));
        }
        publisher.bring(message, Topic.ROTATION_ACKNOWLEDGEMENTS, secretName);
    }
}
