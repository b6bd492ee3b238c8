package dev.patrol.azure.signin;

import dev.patrol.signin.SignInState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while an organization can't be called, or a person must sign in before that comes. */
@Readiness
@ApplicationScoped
class SignInReadiness implements HealthCheck {
    private final Credentials credentials;

    SignInReadiness(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Sign-in to Azure DevOps");
        boolean ready = true;
        for (Map.Entry<String, SignInState> organization : credentials.states().entrySet()) {
            SignInState state = organization.getValue();
            ready &= state.ready() && !state.mustSignIn();
            answer.withData(organization.getKey(), state.sentence());
        }
        return answer.status(ready).build();
    }
}
