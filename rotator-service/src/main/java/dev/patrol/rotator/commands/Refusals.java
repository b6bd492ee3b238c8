package dev.patrol.rotator.commands;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.token.Redaction;
import dev.patrol.rotator.breakglass.NotObeyed;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.messaging.DeadLetters;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;

/** What a failure on the way to obeying a command is answered with. */
final class Refusals {
    private Refusals() {}

    /** Where the reason is one that people can do something about, or a decision; empty where the rotator itself is at fault. */
    static Optional<Refusal> of(Throwable failure) {
        // When retries are used up, the last failure is the cause.
        return causes(failure).flatMap(cause -> known(cause).stream()).findFirst();
    }

    /** Of what nobody foresaw only the type is told: messages may quote anything. */
    static Refusal ofFault(Throwable failure) {
        return Refusal.mistake(
                "rotator-fault",
                "It was not done, or not to its end: the rotator itself failed ("
                        + failure.getClass().getSimpleName() + ").",
                "Look at the rotator's log and the dead letters, see with ./patrol tokens what became of it, and give the command"
                        + " again.");
    }

    /** Whether the record is read again by whoever reads the topic next: then that is when it is answered. */
    static boolean isPutOff(Throwable failure) {
        return DeadLetters.isPassing(failure);
    }

    private static Optional<Refusal> known(Throwable cause) {
        if (cause instanceof Refusal.Thrown thrown) {
            return Optional.of(thrown.refusal());
        }
        if (cause instanceof NotObeyed notObeyed) {
            return Optional.of(Refusal.suspicious(notObeyed.code(), notObeyed.getMessage(), notObeyed.remedy()));
        }
        if (cause instanceof AzureDevOpsException.Refused refused && !refused.isTransient()) {
            return Optional.of(unavailable(
                    "azure-devops-refuses",
                    refused,
                    "Ask for something else: the same will be refused again. Where a policy of the organization is named, its"
                            + " administrator can say what it allows."));
        }
        if (cause instanceof AzureDevOpsException) {
            return Optional.of(unavailable(
                    "azure-devops-unavailable", cause, "Give the command again once ./patrol check finds no fault."));
        }
        if (cause instanceof SecretStoreException store) {
            return Optional.of(unavailable(
                    "vault-unavailable",
                    store,
                    store.remedy() + " Give the command again once ./patrol check finds no fault."));
        }
        if (cause instanceof AuthorizationException) {
            return Optional.of(unavailable(
                    "kafka-refuses",
                    cause,
                    "Give the rotator its rights (deploy/kafka/acls.sh), and then the command again."));
        }
        return Optional.empty();
    }

    /** The calls themselves were tried several times by then. */
    private static Refusal unavailable(String code, Throwable cause, String remedy) {
        return Refusal.mistake(code, "It could not be done: " + Redaction.redact(cause.getMessage()), remedy);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
