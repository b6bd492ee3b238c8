package dev.patrol.azure;

import dev.patrol.azuredevops.pacing.Ending;
import dev.patrol.azuredevops.pacing.GovernorState;
import dev.patrol.azuredevops.pacing.Urgency;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/** Shows how the requests to each organization are held back. */
@ApplicationScoped
class GovernorMeters {
    void onStart(@Observes StartupEvent start, Meters meters, Organizations organizations) {
        Series each = Series.by(Label.ORGANIZATION, organizations.names());
        Series eachPriority = each.and(Label.PRIORITY, Urgency.class);
        meters.counted(
                "azure.devops.requests",
                "Requests that have ended, by how.",
                eachPriority.and(Label.OUTCOME, Ending.class),
                labels -> state(organizations, labels.get(0))
                        .ended(urgency(labels.get(1)), Ending.valueOf(upper(labels.get(2)))));
        meters.counted(
                "azure.devops.throttled",
                "Requests that Azure DevOps refused with 429 or answered late on purpose.",
                each,
                labels -> throttled(state(organizations, labels.get(0))));
        meters.gauge(
                "azure.devops.pace",
                "Requests a second that the limit allows; without value where it is not known.",
                each,
                labels -> state(organizations, labels.get(0)).perSecond().orElse(Double.NaN));
        meters.gauge("azure.devops.under.way", "Requests that are not answered yet.", each, labels -> state(
                        organizations, labels.get(0))
                .underWay());
        meters.gauge(
                "azure.devops.waiting",
                "Calls that wait for their turn.",
                eachPriority,
                labels -> waiting(state(organizations, labels.get(0)), urgency(labels.get(1))));
        meters.seconds(
                "azure.devops.paused",
                "How long no request may start any more, because Azure DevOps asked for a pause.",
                each,
                labels -> state(organizations, labels.get(0)).paused().toMillis() / 1_000.0);
    }

    private static GovernorState state(Organizations organizations, String organization) {
        return organizations
                .client(organization)
                .map(client -> client.governors().getOrDefault(organization, GovernorState.IDLE))
                .orElse(GovernorState.IDLE);
    }

    private static long throttled(GovernorState state) {
        return state.refused() + state.delayed();
    }

    private static int waiting(GovernorState state, Urgency urgency) {
        return urgency == Urgency.URGENT ? state.urgentWaiting() : state.routineWaiting();
    }

    private static Urgency urgency(String word) {
        return Urgency.valueOf(upper(word));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
