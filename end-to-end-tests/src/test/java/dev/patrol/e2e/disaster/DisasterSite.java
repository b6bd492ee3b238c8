package dev.patrol.e2e.disaster;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.PatrolCall;
import dev.patrol.e2e.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packaged services that are killed and started again, and a broker that is lost; Azure and the mail server outlive everything. */
final class DisasterSite implements AutoCloseable {
    /** The dependent of tokens whose names begin with {@code waiting-}. */
    static final String READER = "reader";

    /** A killed instance's partitions are handed on within seconds instead of most of a minute. */
    private static final List<String> SHORT_SESSIONS = List.of(
            "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=4000",
            "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=500",
            "-Dmp.messaging.connector.smallrye-kafka.auto.commit.interval.ms=200");

    private static final Map<String, String> SETTINGS = Map.of(
            "PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", "waiting-*",
            "PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", "1h",
            "PATROL_ROTATION_DEPENDENTS_0__SECRETS", "waiting-*",
            "PATROL_ROTATION_DEPENDENTS_0__NAMES", READER,
            "PATROL_RECONCILIATION_FIRST", "1s",
            "PATROL_RECONCILIATION_EVERY", "2s",
            "PATROL_RECONCILIATION_SAFETY_DELAY", "1s");

    private final Surroundings around;
    private final Map<String, PackagedService> services = new LinkedHashMap<>();

    /** @param title of its folder */
    DisasterSite(String title) {
        around = Surroundings.of(title);
    }

    Surroundings around() {
        return around;
    }

    void start(String... names) {
        for (String service : names) {
            services.put(service, around.start(service, service, SETTINGS, SHORT_SESSIONS));
        }
    }

    /** Starts those that have ended, as an orchestrator does. */
    void startEnded() {
        services.values().stream().filter(service -> !service.isRunning()).forEach(PackagedService::start);
    }

    void stop(String service) {
        services.remove(service).stop();
    }

    /** SIGKILL, one right after the other. */
    void killServices() {
        services.values().forEach(PackagedService::kill);
        services.clear();
    }

    /** The broker is gone with all topics, positions and groups; another one has topics that {@code ./patrol topics} makes. */
    void loseBroker() {
        around.loseBroker();
        PatrolCall topics =
                around.patrol(Map.of(), "topics", "--replication-factor", "1", "--min-insync-replicas", "1");
        if (topics.exitCode() != 0) {
            throw new AssertionError("patrol topics failed: " + topics.output());
        }
    }

    @Override
    public void close() {
        around.close();
    }
}
