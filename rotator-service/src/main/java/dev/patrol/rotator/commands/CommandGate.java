package dev.patrol.rotator.commands;

import dev.patrol.model.Command;
import dev.patrol.model.wire.CommandSignature;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whether a command may be obeyed at all: by its age, its signature, and the organization that it is for. */
final class CommandGate {
    private static final String PREFIX = "dev.patrol.command.";
    /** What was begun and lies for longer is not gone on with; and nobody has topics searched by old commands. */
    private static final Duration LONGEST_BREAK = Duration.ofDays(1);

    private final Duration maxAge;
    private final Duration clockSkew;
    private final boolean mustBeSigned;
    private final CommandKeys keys;
    private final Predicate<String> isLookedAfter;
    private final Predicate<Envelope<? extends Command>> isBegun;

    /**
     * @param isLookedAfter whether an organization is one of the rotator's
     * @param isBegun whether an earlier run has begun to obey a command: what it has left is finished, however long it was away
     */
    CommandGate(
            CommandSettings settings, Predicate<String> isLookedAfter, Predicate<Envelope<? extends Command>> isBegun) {
        this.maxAge = settings.maxAge();
        this.clockSkew = settings.clockSkew();
        this.mustBeSigned = CommandKeys.areDemanded(settings);
        this.keys = CommandKeys.of(settings);
        this.isLookedAfter = isLookedAfter;
        this.isBegun = isBegun;
    }

    /**
     * @param headers of the record, as they are
     * @param writtenAt the record's own time
     * @return empty where it may be obeyed
     */
    Optional<Refusal> refusal(
            Envelope<? extends Command> command,
            Map<String, String> headers,
            byte[] value,
            Instant writtenAt,
            Instant now) {
        String organization = command.payload().concernedOrganization();
        return signature(command, organization, headers, value)
                .or(() -> age(command, writtenAt, now))
                .or(() -> organization(organization));
    }

    private Optional<Refusal> signature(
            Envelope<? extends Command> command, String organization, Map<String, String> headers, byte[] value) {
        if (!mustBeSigned) {
            return Optional.empty();
        }
        String id = headers.getOrDefault(CommandSignature.KEY_ID, "");
        if (id.isEmpty() || !headers.containsKey(CommandSignature.SIGNATURE)) {
            return Optional.of(Refusal.suspicious(
                    "not-signed",
                    "The command is not signed, and this rotator obeys signed commands only.",
                    "Sign it: ./patrol takes --key; docs/topics.md says what is signed. If nobody of yours sent it, find out who"
                            + " may write to the command topics."));
        }
        Optional<CommandKeys.Key> key = keys.find(id);
        if (key.isEmpty()) {
            return Optional.of(Refusal.suspicious(
                    "unknown-key",
                    "The command is signed by a key that is not allowed.",
                    "Use a key of patrol.commands.keys, or have it added. If nobody of yours sent it, find out who may write to"
                            + " the command topics."));
        }
        if (!CommandSignature.isSigned(key.get().key(), headers, value)) {
            return Optional.of(
                    Refusal.suspicious(
                            "wrong-signature",
                            "The command's signature does not fit: it is another key's, or the command was changed.",
                            "Sign the record as it is sent. If nobody of yours sent it, find out who may write to the command topics."));
        }
        if (!key.get().mayAsk(nameOf(command), organization)) {
            return Optional.of(Refusal.suspicious(
                    "not-permitted",
                    "The key that signed the command may not ask for " + nameOf(command) + " there.",
                    "Have it allowed in patrol.commands.keys, or use another key."));
        }
        return Optional.empty();
    }

    /** Both times count: the record's may be set by whoever copies a topic, the command's by whoever gives it. */
    private Optional<Refusal> age(Envelope<? extends Command> command, Instant written, Instant now) {
        Instant given = command.time();
        Instant older = given.isBefore(written) ? given : written;
        boolean mayBeResumed = older.plus(LONGEST_BREAK).isAfter(now);
        if (older.plus(maxAge).isBefore(now) && !(mayBeResumed && isBegun.test(command))) {
            return Optional.of(Refusal.suspicious(
                    "too-old",
                    "The command is of " + older + ", and this rotator obeys none that is older than " + maxAge + ".",
                    "If it is still wanted, give it again. If nobody of yours did, somebody has replayed a topic."));
        }
        if (given.minus(clockSkew).isAfter(now)) {
            return Optional.of(Refusal.suspicious(
                    "of-the-future",
                    "The command is of " + given + ", which has not come yet.",
                    "Set the clock of whoever gives commands, and give it again."));
        }
        return Optional.empty();
    }

    private Optional<Refusal> organization(String organization) {
        return isLookedAfter.test(organization)
                ? Optional.empty()
                : Optional.of(Refusal.mistake(
                        "foreign-organization",
                        "This rotator does not look after the organization.",
                        "Name one of AZURE_DEVOPS_ORG, or add it there."));
    }

    /** For example {@code revoke-token}. */
    private static String nameOf(Envelope<? extends Command> command) {
        String type = command.type().typeName();
        return type.substring(PREFIX.length(), type.lastIndexOf('.'));
    }
}
