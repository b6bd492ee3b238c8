package dev.patrol.notifier.mail;

/** How a mail wants to be read. The first words of the subject follow from it, so that people can filter by them. */
public enum Tone {
    /** Good to know. */
    ROUTINE("[Patrol]", false),
    /** Somebody has to do something, some day. */
    ATTENTION("[Patrol]", false),
    /** Patrol could not do its work. */
    FAILED("[Patrol][FAILED]", true),
    /** Somebody may be up to something. */
    SECURITY("[Patrol][SECURITY]", true);

    private final String subjectPrefix;
    private final boolean urgent;

    Tone(String subjectPrefix, boolean urgent) {
        this.subjectPrefix = subjectPrefix;
        this.urgent = urgent;
    }

    public String subjectPrefix() {
        return subjectPrefix;
    }

    public boolean isUrgent() {
        return urgent;
    }
}
