package dev.patrol.rotator.policy;

import java.util.Optional;

/**
 * A rule about tokens that commands have made: it is asked before a token is created, and before a restore issues one anew. Every
 * bean of this type is asked; one objection is enough. Rotations don't ask, since they go on with what there is.
 */
public interface CreationPolicy {
    /** What speaks against it; empty where nothing does. */
    Optional<Objection> objectionTo(PlannedToken planned);
}
