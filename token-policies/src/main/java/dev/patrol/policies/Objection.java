package dev.patrol.policies;

import dev.patrol.model.Severity;

/**
 * Why a token that is asked for is not to be made.
 *
 * @param reason one sentence for people
 * @param allowed what would be allowed
 */
public record Objection(Policy policy, Severity severity, String reason, String allowed) {}
