package dev.patrol.audit.sight;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
    private static final String NAME = "audit-log";

    private final Sight sight;
    private final Clock clock;

    AuditLogHealth(Sight sight, Clock clock) {
        this.sight = sight;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Sight.View view = sight.view();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME)
                .status(view.obstacle().isEmpty())
                .withData("lastPoll", view.lastPoll().map(Object::toString).orElse("none since the start"))
                .withData("lastEntry", view.lastEntry().map(Object::toString).orElse("none since the start"));
        view.doneThrough()
                .map(time -> Duration.between(time, clock.instant()).truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(lag -> answer.withData("lag", lag.toString()));
        view.since().ifPresent(since -> answer.withData("since", since.toString()));
        view.obstacle()
                .ifPresent(obstacle -> answer.withData("code", obstacle.kind().name())
                        .withData("error", obstacle.error())
                        .withData("remedy", obstacle.remedy()));
        return answer.build();
    }
}
