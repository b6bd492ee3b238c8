package dev.patrol.azure.signin;

import dev.patrol.service.health.FewOfMany;
import dev.patrol.signin.SignInState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while no organization can be called, or a person must sign in before that comes. Where it is so for some of several,
 * that is told, and the others are worked for.
 */
@Readiness
@ApplicationScoped
class SignInReadiness implements HealthCheck {
    private final Credentials credentials;

    SignInReadiness(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public HealthCheckResponse call() {
        return answer(credentials.states());
    }

    static HealthCheckResponse answer(Map<String, SignInState> states) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Sign-in to Azure DevOps");
        SortedMap<String, String> troubled = new TreeMap<>();
        SortedMap<String, String> well = new TreeMap<>();
        states.forEach((organization, state) ->
                (state.ready() && !state.mustSignIn() ? well : troubled).put(organization, state.sentence()));
        FewOfMany.tell(answer, troubled.isEmpty() ? well : troubled);
        return answer.status(troubled.isEmpty() || !well.isEmpty()).build();
    }
}
