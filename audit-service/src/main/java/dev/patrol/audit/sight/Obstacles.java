package dev.patrol.audit.sight;

import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.model.token.Redaction;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Failures as obstacles: what happened and what helps, in words. */
public final class Obstacles {
    private static final String WILL_PASS =
            "Nothing needs to be done at once: Patrol tries again and goes on where it was.";

    private Obstacles() {}

    public static Obstacle of(RuntimeException failure) {
        if (failure instanceof AzureDevOpsException azureDevOps) {
            return of(azureDevOps);
        }
        if (failure instanceof AuditLogNotUnderstood) {
            return notUnderstood(failure);
        }
        if (failure instanceof KafkaException) {
            return obstacle(
                    Kind.BROKER_UNAVAILABLE,
                    failure,
                    "Check that the broker is up and that Patrol may use the topics. " + WILL_PASS);
        }
        return obstacle(Kind.UNEXPECTED, failure, "This is a fault of Patrol: report it with the log. " + WILL_PASS);
    }

    private static Obstacle of(AzureDevOpsException failure) {
        if (failure instanceof Unauthorized) {
            return obstacle(
                    Kind.CREDENTIAL_REFUSED,
                    failure,
                    "Give Patrol a valid credential with the scope vso.auditlog (AZURE_DEVOPS_ADMIN_PAT).");
        }
        // Which of the two answers a log that is turned off gives is documented nowhere; it was told of both.
        if (failure instanceof Forbidden || failure instanceof NotFound) {
            return obstacle(
                    Kind.FORBIDDEN_OR_AUDITING_OFF,
                    failure,
                    "Turn auditing on (Organization settings, Policies, Log Audit Events; only organizations backed by"
                            + " Microsoft Entra have it), and give Patrol's user the permission View audit log.");
        }
        if (failure instanceof Throttled throttled) {
            return new Obstacle(Kind.THROTTLED, words(failure), WILL_PASS, throttled.retryAfter());
        }
        return failure instanceof Unavailable
                ? obstacle(Kind.LOG_UNAVAILABLE, failure, WILL_PASS)
                : notUnderstood(failure);
    }

    private static Obstacle notUnderstood(RuntimeException failure) {
        return obstacle(
                Kind.ANSWER_NOT_UNDERSTOOD,
                failure,
                "Check AZURE_DEVOPS_AUDIT_URL, and what stands between Patrol and Azure DevOps. " + WILL_PASS);
    }

    private static Obstacle obstacle(Kind kind, Throwable failure, String remedy) {
        return new Obstacle(kind, words(failure), remedy, Optional.empty());
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Redaction.redact(message);
    }
}
