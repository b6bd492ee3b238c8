package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * An active token has 30 days or less to live. Said at every scan: the same words have the same id.
 *
 * @param daysLeft days to its expiry, a begun day counted as one
 * @param milestone the tightest milestone it has reached
 * @param rotationDue whether Patrol is to rotate it now
 * @param rotationPlanned whether Patrol rotates it by itself, now or when its time comes
 */
public record TokenExpiring(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) int daysLeft,
        @JsonProperty(required = true) Milestone milestone,
        @JsonProperty(required = true) boolean rotationDue,
        boolean rotationPlanned)
        implements Event {
    public TokenExpiring {
        requireNonNull(token, "token");
        requireNonNull(milestone, "milestone");
    }

    /** One that is rotated now or not at all. */
    public TokenExpiring(Token token, int daysLeft, Milestone milestone, boolean rotationDue) {
        this(token, daysLeft, milestone, rotationDue, rotationDue);
    }

    /** Whether nobody has to do anything. A token with full access is never copied, whoever calls it due. */
    @JsonIgnore
    public boolean isRotatedByPatrol() {
        return (rotationDue || rotationPlanned) && !token.isFullScope();
    }

    @Override
    public String recordKey() {
        return token.secretName();
    }

    @Override
    public String subject() {
        return token.lineage().toString();
    }

    /** Becoming due between two milestones is news, so it is part of what makes an announcement the same. */
    @Override
    public Optional<String> identity() {
        return Optional.of(token.authorizationId() + "/" + milestone.days() + (rotationDue ? "/due" : ""));
    }
}
