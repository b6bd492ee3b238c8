package dev.patrol.local.dependents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.events.Happening;
import dev.patrol.local.events.TopicFollower;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Plays the services that read tokens from the vault. They follow {@code patrol.token-rotated}, take a moment to read the
 * secret anew, and those that are to acknowledge then do so on {@code patrol.rotation-acknowledgements}.
 */
public final class DependentServices implements TopicFollower.Listener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DependentServices.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Dependents> bySecret;
    private final BiPredicate<String, UUID> vaultHolds;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dependents");
        thread.setDaemon(true);
        return thread;
    });
    private TopicFollower follower;

    private DependentServices(
            String bootstrapServers,
            Map<String, Dependents> bySecret,
            BiPredicate<String, UUID> vaultHolds,
            Clock clock) {
        this.bySecret = Map.copyOf(bySecret);
        this.vaultHolds = vaultHolds;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Starts following; the topics must exist.
     *
     * @param bySecret who reads which secret, by its name
     * @param vaultHolds whether a secret's current value is that of a token, which is what a dependent goes by
     */
    public static DependentServices start(
            String bootstrapServers,
            Map<String, Dependents> bySecret,
            BiPredicate<String, UUID> vaultHolds,
            Clock clock) {
        DependentServices services = new DependentServices(bootstrapServers, bySecret, vaultHolds, clock);
        services.follower = TopicFollower.start(bootstrapServers, Set.of(Topic.TOKEN_ROTATED), services);
        return services;
    }

    @Override
    public void onHappening(Happening happening) {
        if (happening.payload() instanceof TokenRotated rotated) {
            bySecret.getOrDefault(rotated.secret().name(), Dependents.NONE)
                    .acknowledging()
                    .forEach(name -> later.schedule(
                            () -> tryToAcknowledge(name, rotated, happening),
                            MOMENT.toMillis(),
                            TimeUnit.MILLISECONDS));
        }
    }

    private void tryToAcknowledge(String dependent, TokenRotated rotated, Happening cause) {
        try {
            acknowledge(dependent, rotated, cause);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not acknowledge", dependent);
        }
    }

    private void acknowledge(String dependent, TokenRotated rotated, Happening cause) {
        String secretName = rotated.secret().name();
        UUID successor = rotated.successor().authorizationId();
        if (!vaultHolds.test(secretName, successor)) {
            LOG.warnf(
                    "%s does not find %s in the secret %s, and acknowledges nothing", dependent, successor, secretName);
            return;
        }
        RotationAcknowledged said =
                new RotationAcknowledged(rotated.successor().organization(), secretName, successor, dependent);
        EncodedMessage message =
                codec.encode(cause.envelope().ledTo(said, URI.create("/dependents/" + dependent), clock.instant()));
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> written.headers().add(name, value.getBytes(UTF_8)));
        producer.send(written, (where, failure) -> {
            if (failure != null) {
                LOG.errorf("The acknowledgement of %s is lost: %s", dependent, failure.getMessage());
            }
        });
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        // Not among the topics that are followed.
    }

    @Override
    public void close() {
        follower.close();
        later.shutdownNow();
        producer.close(PATIENCE);
    }
}
