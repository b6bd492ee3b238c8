package dev.patrol.simulator.calls;

import java.time.Instant;
import java.util.List;

/**
 * A call that changes things, or was meant to.
 *
 * @param sequence counts from 1 in the order in which calls were answered or given up
 * @param time when the work was done, or would have been
 * @param organization null for the vault
 * @param target what the request was about: an {@code authorizationId}, a display name (creation), a secret name
 * @param outcome what the client got: a status, perhaps with {@code patTokenError}; {@code reset}, {@code hang}, or
 *     {@code lost 200} for an answer of 200 that never arrived
 * @param changed ids of the tokens, or the secret's {@code name/version}, that the call changed; empty if it changed nothing
 */
public record CallRecord(
        long sequence,
        Instant time,
        String api,
        String organization,
        String target,
        String outcome,
        List<String> changed) {}
