package dev.patrol.notifier.delivery;

import dev.patrol.service.health.InformationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the SMTP server was reached last time. It is always up: mails wait while the server is away, and taking
 * the notifier out of service would bring none of them nearer.
 */
@Readiness
@ApplicationScoped
class MailServerCheck implements InformationCheck {
    private final MailServerContact contact;

    MailServerCheck(MailServerContact contact) {
        this.contact = contact;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("SMTP server").up();
        contact.state()
                .ifPresentOrElse(
                        state -> {
                            response.withData("reached", state.reached());
                            response.withData("since", state.since().toString());
                            state.problem().ifPresent(problem -> response.withData("problem", problem));
                        },
                        () -> response.withData("reached", "not tried yet"));
        return response.build();
    }
}
