package dev.patrol.cli;

/** What {@code ./patrol} ends with; {@code docs/cli.md} lists them. */
public final class ExitCode {
    public static final int OK = 0;
    /** Something is not as it should be, and the output says what. */
    public static final int FAILED = 1;

    public static final int WRONG_CALL = 2;

    /** Nothing fits what was asked about. */
    public static final int NOT_FOUND = 5;
    /** Patrol answered that it does not do it. */
    public static final int REFUSED = 6;
    /** There was no end within the deadline; what was asked for may still happen. */
    public static final int NO_ANSWER = 7;
    /** A person did not confirm, so nothing was asked for. */
    public static final int NOT_CONFIRMED = 8;

    private ExitCode() {}
}
