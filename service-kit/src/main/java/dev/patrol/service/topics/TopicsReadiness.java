package dev.patrol.service.topics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down where a topic is so that Patrol can't work with it, or loses what it needs, and until that is known, unless that is only
 * to be told; what else is not as declared is told.
 */
@Readiness
@ApplicationScoped
class TopicsReadiness implements HealthCheck {
    private final DeclaredTopics topics;
    private final boolean required;

    TopicsReadiness(DeclaredTopics topics, TopicsSettings settings) {
        this.topics = topics;
        this.required = settings.check() == TopicsSettings.Check.REQUIRE;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<TopicsLook> last = topics.last();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Topics")
                .status(!required || last.filter(look -> !look.isGrave()).isPresent());
        if (last.isEmpty()) {
            return response.withData("as declared", "Not looked at yet. That is done when a broker answers.")
                    .build();
        }
        Map<String, String> sentences = last.get().differences().stream()
                .collect(Collectors.toMap(
                        difference -> difference.topic().topicName(),
                        difference -> difference.sentence(),
                        (one, other) -> one + " " + other,
                        TreeMap::new));
        sentences.forEach(response::withData);
        int hidden = last.get().hidden().size();
        if (hidden > 0) {
            response.withData("as declared", DeclaredTopics.hidden(hidden));
        }
        return response.build();
    }
}
