package dev.patrol.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tokens counted by what a break-glass made of them.
 *
 * @param found all that were to die
 * @param revoked seen dead, and revoked by this command
 * @param alreadyDead dead before it came to them
 * @param failed still alive: Azure DevOps did not take their revocation
 * @param users whose tokens were looked at
 * @param unreachable users whose tokens could not be listed
 */
public record BreakGlassAccount(
        @JsonProperty(required = true) int found,
        @JsonProperty(required = true) int revoked,
        @JsonProperty(required = true) int alreadyDead,
        @JsonProperty(required = true) int failed,
        @JsonProperty(required = true) int users,
        @JsonProperty(required = true) int unreachable) {}
