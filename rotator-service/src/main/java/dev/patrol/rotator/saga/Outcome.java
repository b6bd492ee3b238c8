package dev.patrol.rotator.saga;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of an action. */
public sealed interface Outcome {

    /** Nothing was done yet in this run. */
    record Begun() implements Outcome {}

    /**
     * What the two systems say.
     *
     * @param previousIsAlive whether the previous token can still be used
     * @param secret what the vault holds under the lineage's name
     */
    record Inspected(boolean previousIsAlive, Optional<SecretContent> secret) implements Outcome {}

    /**
     * What the current version of the secret says of itself.
     *
     * @param version the current version
     * @param holder the token whose value it holds, as Azure DevOps describes it now; empty where it is dead, unknown or
     *     not said
     * @param holdsPrevious whether that token is the one to be replaced
     * @param replacesPrevious whether that token was made to replace it
     */
    record SecretContent(
            SecretVersion version, Optional<Token> holder, boolean holdsPrevious, boolean replacesPrevious) {}

    record Created(Token successor) implements Outcome {}

    /** Whether the successor exists is not known. */
    record CreationUnclear(Problem problem) implements Outcome {}

    record Swept(int revoked) implements Outcome {}

    record Stored(SecretVersion secret) implements Outcome {}

    /** Whether the successor is stored, or will be in a moment, is not known. */
    record StoringUnclear(Problem problem) implements Outcome {}

    /** A successor whose value was lost is dead. */
    record Discarded() implements Outcome {}

    /**
     * The successor is accepted.
     *
     * @param overlapEnds when the previous token is to be revoked at the latest
     * @param waitingFor dependents that may end the overlap early
     */
    record Authenticated(Instant overlapEnds, Set<String> waitingFor) implements Outcome {}

    record OverlapBegun() implements Outcome {}

    /** The previous token's revocation was taken at this moment. */
    record PreviousRevoked(Instant at) implements Outcome {}

    /** The previous token was not revoked, since its successor is dead. */
    record SuccessorGone(Problem problem) implements Outcome {}

    record PreviousDead() implements Outcome {}

    /** What could be undone, a sentence each, and what could not. */
    record Undone(List<String> done) implements Outcome {}

    /** The action was not carried out, and it is known that it was not. */
    record Failed(Problem problem) implements Outcome {}
}
