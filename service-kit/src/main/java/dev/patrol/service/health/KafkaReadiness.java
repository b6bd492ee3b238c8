package dev.patrol.service.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready while a broker answers. It is asked aside, so that whoever asks for the health never waits for it. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(KafkaReadiness.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int PATIENCE_MILLIS = 3_000;

    private final Map<String, Object> connection;
    private final Reachability broker;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread asking = new Thread(work, "kafka-readiness");
        asking.setDaemon(true);
        return asking;
    });
    private Admin admin;

    KafkaReadiness(@Identifier("default-kafka-broker") Map<String, Object> connection, Clock clock) {
        this.connection = connection;
        this.broker = new Reachability(clock);
    }

    void onStart(@Observes StartupEvent start) {
        thread.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.execute(this::close);
        thread.shutdown();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Kafka");
        broker.trouble().ifPresent(trouble -> answer.withData("reason", sentence(trouble))
                .withData(
                        "remedy",
                        "Look at the brokers and at the network to them, and at KAFKA_BOOTSTRAP_SERVERS. What is"
                                + " under way waits and goes on by itself; nothing is lost."));
        return answer.status(broker.hasAnswered() && broker.trouble().isEmpty()).build();
    }

    private String sentence(Reachability.Trouble trouble) {
        return "No broker of " + connection.get("bootstrap.servers") + " has answered since " + trouble.since() + " ("
                + trouble.how() + ").";
    }

    private void ask() {
        try {
            if (admin == null) {
                admin = Admin.create(connection);
            }
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get();
            broker.answered();
        } catch (ExecutionException e) {
            broker.failed(e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // An exception would end the asking for good.
            LOG.debug("No client to ask the broker with", e);
            broker.failed(e.getClass().getSimpleName());
        }
    }

    private void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
