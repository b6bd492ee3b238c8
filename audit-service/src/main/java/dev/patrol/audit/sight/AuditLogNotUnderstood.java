package dev.patrol.audit.sight;

/** The audit log answered, but not in a way that lets reading go on. */
public final class AuditLogNotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditLogNotUnderstood(String message) {
        super(message);
    }
}
