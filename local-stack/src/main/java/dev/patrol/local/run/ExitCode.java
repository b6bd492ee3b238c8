package dev.patrol.local.run;

/** What {@code ./patrol} ends with; the script's help and the README list them. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int ALREADY_RUNNING = 3;
    /** As shells have it for what was ended by Ctrl-C. */
    static final int STOPPED = 130;

    private ExitCode() {}
}
