package dev.patrol.azure.signin;

import dev.patrol.signin.SignInState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while Azure DevOps can't be called, or a person must sign in before that comes. */
@Readiness
@ApplicationScoped
class SignInReadiness implements HealthCheck {
    private final Credentials credentials;

    SignInReadiness(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public HealthCheckResponse call() {
        SignInState state = credentials.state();
        return HealthCheckResponse.named("Sign-in to Azure DevOps")
                .status(state.ready() && !state.mustSignIn())
                .withData("state", state.sentence())
                .build();
    }
}
