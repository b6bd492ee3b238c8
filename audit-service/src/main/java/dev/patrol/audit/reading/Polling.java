package dev.patrol.audit.reading;

import dev.patrol.audit.sight.Sights;
import dev.patrol.azure.Organizations;
import dev.patrol.service.health.VitalThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Has a part in following the audit logs from the start of the service to its end. */
@ApplicationScoped
class Polling implements ActiveOrganizations {
    private final Duty duty;
    private final Election election;

    Polling(
            Organizations organizations,
            Readings readings,
            Sights sights,
            ReadingSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            VitalThreads vital) {
        this.duty = new Duty(organizations.names(), readings::newPoller, sights::of, settings.longestPause());
        this.election = new Election(connection, Election.GROUP, organizations.names(), duty, Election.Timing.USUAL);
        vital.watch(election.thread());
    }

    @Override
    public boolean isActive(String organization) {
        return duty.isActive(organization);
    }

    void onStart(@Observes StartupEvent start) {
        election.begin();
    }

    void onStop(@Observes ShutdownEvent stop) {
        election.close();
    }
}
