package dev.patrol.audit.organization;

import java.util.Optional;

/** Who this service is in each organization, so that what Patrol does there can be told from what others do. */
@FunctionalInterface
public interface OwnIdentities {
    /**
     * The id of the user or service whose credential this service shows, in lower case, to be compared with an audit entry's
     * {@code actorUserId}. Both are taken for the user's storage key, which is inferred and documented nowhere: where they
     * differ, nothing matches. Another service of Patrol that signs in as somebody else is not this one.
     *
     * <p>Answers at once.
     *
     * @return empty where it is not known, or not yet, or for an organization that is not looked after
     */
    Optional<String> actorIdOf(String organization);
}
