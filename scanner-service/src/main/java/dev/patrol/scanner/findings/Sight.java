package dev.patrol.scanner.findings;

import dev.patrol.model.PolicyViolated;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a scan has seen of an organization: what is not found any more is mended only where it would have been found.
 *
 * @param live tokens that were seen alive
 * @param own tokens of Patrol's own user, dead ones too; their lists were read to their ends
 * @param everybody whether there are no living tokens to judge beside those that were seen
 * @param unjudged policies that could not be judged this time
 */
public record Sight(Set<UUID> live, Set<UUID> own, boolean everybody, Set<String> unjudged) {
    public Sight {
        live = Set.copyOf(live);
        own = Set.copyOf(own);
        unjudged = Set.copyOf(unjudged);
    }

    /** Why a finding that was not made this time is none any more; empty where that can't be told. */
    Optional<String> whyMended(PolicyViolated finding) {
        if (finding.token() != null && isGone(finding.token().authorizationId())) {
            return Optional.of(
                    "The token is not among the living ones any more that Patrol judges: it was revoked or has expired, or its owner is gone.");
        }
        if (unjudged.contains(finding.policy())) {
            return Optional.empty();
        }
        if (finding.token() == null) {
            return Optional.of("It was looked at again, and is as it should be, or is not asked for any more.");
        }
        return live.contains(finding.token().authorizationId())
                ? Optional.of("The token was looked at again, and is as it should be, or is excepted.")
                : Optional.empty();
    }

    boolean isGone(UUID token) {
        return !live.contains(token) && (everybody || own.contains(token));
    }
}
