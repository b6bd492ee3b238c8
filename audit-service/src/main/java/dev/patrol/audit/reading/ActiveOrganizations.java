package dev.patrol.audit.reading;

/** Which organizations' audit logs this instance follows; each is followed by one instance, however many run. */
@FunctionalInterface
public interface ActiveOrganizations {
    /**
     * Whether this instance polls the organization now. While instances come and go it may be nobody for a moment, and, where
     * an instance was cut off from the broker, rarely two.
     */
    boolean isActive(String organization);
}
