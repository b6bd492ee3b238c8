package dev.patrol.service.topics;

import dev.patrol.model.topics.Service;
import dev.patrol.model.topics.TopicDifference;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the topics when the service starts and every few minutes, and says in a line each what is not as declared, or not allowed. Where something
 * keeps Patrol from its work it looks more often, so that who mends it sees soon that it is well. It changes nothing.
 */
@ApplicationScoped
class DeclaredTopics {
    private static final Logger LOG = Logger.getLogger(DeclaredTopics.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration TOLD_EVERY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(30);
    /** As long as nothing is known, nobody takes the service for ready. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Map<String, Object> connection;
    private final Service service;
    private final boolean required;
    private final Duration soon;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread looking = new Thread(work, "declared-topics");
        looking.setDaemon(true);
        return looking;
    });
    private volatile TopicsLook last;
    private long toldAt = Long.MIN_VALUE;
    private boolean saidHidden;

    @Inject
    DeclaredTopics(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "quarkus.application.name") String name,
            TopicsSettings settings) {
        this(connection, serviceOf(name), settings, SOON);
    }

    /**
     * @param service whose rights are looked at
     * @param soon how long until the next look where something is amiss
     */
    DeclaredTopics(Map<String, Object> connection, Service service, TopicsSettings settings, Duration soon) {
        this.connection = connection;
        this.service = service;
        this.required = settings.check() == TopicsSettings.Check.REQUIRE;
        this.soon = soon;
    }

    private static Service serviceOf(String name) {
        return Service.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "quarkus.application.name is \"" + name + "\", which is no service of Patrol"));
    }

    void onStart(@Observes StartupEvent start) {
        thread.execute(this::lookAndLookAgain);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** What was seen; empty as long as the brokers have not told. */
    Optional<TopicsLook> last() {
        return Optional.ofNullable(last);
    }

    private void lookAndLookAgain() {
        Duration next = last == null ? AT_ONCE : soon;
        try (Admin admin = Admin.create(new HashMap<>(connection))) {
            TopicsLook look = TopicsLook.at(admin, service);
            tell(look);
            last = look;
            next = look.isGrave() ? soon : EVERY;
        } catch (KafkaException later) {
            LOG.debug("The topics could not be looked at", later);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unforeseen) {
            LOG.error("Whether the topics are as declared can't be found out", unforeseen);
        } finally {
            if (!thread.isShutdown()) {
                thread.schedule(this::lookAndLookAgain, next.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Each difference once an hour, and sooner where it is new. */
    private void tell(TopicsLook look) {
        boolean all = last == null || System.nanoTime() - toldAt >= TOLD_EVERY.toNanos();
        List<TopicDifference> before = last == null ? List.of() : last.differences();
        look.differences().stream()
                .filter(difference -> all || !before.contains(difference))
                .forEach(difference ->
                        LOG.logf(level(difference), "%s: %s", difference.topic().topicName(), difference.sentence()));
        if (all) {
            toldAt = System.nanoTime();
        }
        if (!look.hidden().isEmpty() && !saidHidden) {
            saidHidden = true;
            LOG.warn(hidden(look.hidden().size()));
        }
    }

    /** What keeps the service from being ready, a person has to mend. */
    Logger.Level level(TopicDifference difference) {
        return required && difference.grave() ? Logger.Level.ERROR : Logger.Level.WARN;
    }

    static String hidden(int topics) {
        return "Whether " + topics
                + " topics are as declared can't be seen: this user may not look. Grant it Describe and"
                + " DescribeConfigs on topics that begin with \"patrol.\" (deploy/kafka/acls.sh).";
    }
}
