package dev.patrol.cli.order;

import dev.patrol.cli.ExitCode;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * What has come of a command, and whether that was all. A command that concerns several tokens has an end once there is one for
 * each: a revoked token is dead, one that is to have a successor has it, or people were told that it is not so.
 */
final class Course {
    /** What the rotator answers where a restore chooses nothing. */
    private static final String NOTHING_TO_RESTORE = "nothing-to-restore";

    private final Envelope<? extends Command> command;
    /** What is asked of tokens, by their ids: the rotator says so before it does anything. */
    private final Map<UUID, RotationRequested> asked = new HashMap<>();

    private final Set<UUID> dead = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();
    private final Set<UUID> failed = new HashSet<>();
    private Optional<CommandRefused> refused = Optional.empty();
    private Optional<BreakGlassEnded> ended = Optional.empty();
    private boolean completed;

    private final boolean hearsRequests;

    /** @param hearsRequests whether it is told what is asked of tokens; else the first of several is the end */
    Course(Envelope<? extends Command> command, boolean hearsRequests) {
        this.command = command;
        this.hearsRequests = hearsRequests;
    }

    /** Whether a token is one that the command concerns. */
    boolean concerns(Payload payload) {
        return idOf(payload).filter(asked::containsKey).isPresent();
    }

    private static Optional<UUID> idOf(Payload payload) {
        if (payload instanceof TokenRotated rotated) {
            return Optional.of(rotated.previous().authorizationId());
        }
        if (payload instanceof TokenRevoked revoked) {
            return Optional.of(revoked.token().authorizationId());
        }
        return payload instanceof RotationFailed failure
                ? Optional.of(failure.token().authorizationId())
                : Optional.empty();
    }

    /** Where the end of a command is told: without these topics it would never be heard. */
    static Set<Topic> toldOn(Command command) {
        Set<Topic> topics = EnumSet.of(Topic.COMMAND_RESULTS);
        if (command instanceof RevokeToken revoke) {
            topics.add(Topic.TOKEN_REVOKED);
            if (revoke.rotateAfterwards()) {
                topics.add(Topic.TOKEN_ROTATED);
            }
        } else if (command instanceof RotateToken) {
            topics.add(Topic.TOKEN_ROTATED);
        }
        return topics;
    }

    /** Takes note of something that happened because of the command. */
    void hear(Payload payload) {
        if (payload instanceof RotationRequested request) {
            asked.put(request.token().authorizationId(), request);
        } else if (payload instanceof TokenRevoked revoked) {
            dead.add(revoked.token().authorizationId());
        } else if (payload instanceof TokenRotated rotated) {
            replaced.add(rotated.previous().secretName());
        } else if (payload instanceof RotationFailed failure && !failure.willBeRetried()) {
            failed.add(failure.token().authorizationId());
        } else if (payload instanceof PolicyViolated violated && violated.token() != null) {
            // Full access, which is never copied.
            failed.add(violated.token().authorizationId());
        } else if (payload instanceof CommandRefused refusal) {
            refused = Optional.of(refusal);
        } else if (payload instanceof BreakGlassEnded account) {
            ended = Optional.of(account);
        } else if (payload instanceof CommandCompleted) {
            completed = true;
        }
    }

    Optional<CommandRefused> refusal() {
        return refused;
    }

    Optional<BreakGlassEnded> account() {
        return ended;
    }

    /** The exit code, once nothing more is to come; empty before. */
    OptionalInt end() {
        if (refused.isPresent()) {
            boolean nothingFits = refused.get().code().equals(NOTHING_TO_RESTORE);
            return OptionalInt.of(nothingFits ? ExitCode.NOT_FOUND : ExitCode.REFUSED);
        }
        if (!isOver()) {
            return OptionalInt.empty();
        }
        boolean isWhole =
                failed.isEmpty() && ended.map(BreakGlassEnded::isWhole).orElse(true);
        return OptionalInt.of(isWhole ? ExitCode.OK : ExitCode.FAILED);
    }

    private boolean isOver() {
        Command asks = command.payload();
        if (asks instanceof RevokeAll glass) {
            // When all is dead, the rotator says besides that it has asked for the successors, or why it can't.
            boolean successorsFollow = glass.rotateAfterwards() && !glass.dryRun();
            return ended.isPresent() && (completed || !successorsFollow);
        }
        if (asks instanceof CreateToken || asks instanceof DeclareToken) {
            return completed;
        }
        if (!hearsRequests) {
            return isOverForTheFirst(asks);
        }
        // Of a restore the rotator says that it has asked for all; of a revocation nothing but what became of each.
        boolean isKnown = completed || !asked.isEmpty() && asks instanceof RevokeToken;
        return isKnown && asked.values().stream().allMatch(this::isDone);
    }

    private boolean isOverForTheFirst(Command asks) {
        if (asks instanceof RevokeToken revoke) {
            return !failed.isEmpty() || !dead.isEmpty() && (!revoke.rotateAfterwards() || !replaced.isEmpty());
        }
        return asks instanceof RotateToken ? !failed.isEmpty() || !replaced.isEmpty() : completed;
    }

    private boolean isDone(RotationRequested request) {
        UUID id = request.token().authorizationId();
        if (failed.contains(id)) {
            return true;
        }
        boolean isDead = !(command.payload() instanceof RevokeToken) || dead.contains(id);
        return isDead
                && (!request.successorWanted()
                        || replaced.contains(request.token().secretName()));
    }
}
