package dev.patrol.notifier.events;

import dev.patrol.service.health.Reachability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the topics can't be read although a broker answers, for example without the right to. */
@Readiness
@Default
@ApplicationScoped
class EventReading implements HealthCheck {
    private final Reachability topics;

    EventReading(Clock clock) {
        this.topics = new Reachability(clock);
    }

    void goesOn() {
        topics.answered();
    }

    void brokeOff(RuntimeException why) {
        topics.failed(why.getClass().getSimpleName());
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Events");
        Optional<Reachability.Trouble> trouble = topics.trouble();
        trouble.ifPresent(found -> answer.withData(
                        "reason",
                        "The topics can't be read since " + found.since() + " (" + found.how()
                                + "), so nobody is told of anything.")
                .withData(
                        "remedy",
                        "Look at the log. Rights of the notifier: deploy/kafka/acls.sh; topics: ./patrol topics. What is"
                                + " on the topics is told when they can be read again."));
        return answer.status(trouble.isEmpty()).build();
    }
}
