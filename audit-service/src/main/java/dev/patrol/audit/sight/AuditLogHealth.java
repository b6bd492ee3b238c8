package dev.patrol.audit.sight;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says whether the audit log can be seen. A wellness check: restarting or leaving out this instance would not help, so
 * liveness and readiness stay up.
 */
@Wellness
@ApplicationScoped
class AuditLogHealth implements HealthCheck {
    private static final String NAME = "Audit log";

    private final Sights sights;
    private final Clock clock;

    AuditLogHealth(Sights sights, Clock clock) {
        this.sights = sights;
        this.clock = clock;
    }

    /** With several organizations, each has its data under names that begin with its own. */
    @Override
    public HealthCheckResponse call() {
        List<Sight> all = sights.all();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME)
                .status(all.stream().allMatch(sight -> sight.view().obstacle().isEmpty()));
        all.forEach(sight -> tell(sight, all.size() == 1 ? "" : sight.organization() + ".", answer));
        return answer.build();
    }

    private void tell(Sight sight, String prefix, HealthCheckResponseBuilder answer) {
        Sight.View view = sight.view();
        if (view.follower() == Sight.Follower.ANOTHER_INSTANCE) {
            answer.withData(prefix + "polledBy", "another instance");
            return;
        }
        answer.withData(
                        prefix + "lastPoll",
                        view.lastPoll().map(Object::toString).orElse("none since the start"))
                .withData(
                        prefix + "lastEntry",
                        view.lastEntry().map(Object::toString).orElse("none since the start"));
        sight.lastEntryOfAnyKind().ifPresent(time -> answer.withData(prefix + "lastEntryOfAnyKind", time.toString()));
        view.doneThrough()
                .map(time -> Duration.between(time, clock.instant()).truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(lag -> answer.withData(prefix + "lag", lag.toString()));
        view.since().ifPresent(since -> answer.withData(prefix + "since", since.toString()));
        view.obstacle().ifPresent(obstacle -> answer.withData(
                        prefix + "code", obstacle.kind().name())
                .withData(prefix + "error", obstacle.error())
                .withData(prefix + "remedy", obstacle.remedy()));
    }
}
