package dev.patrol.cli;

/** What {@code ./patrol} ends with; the script's help lists them. */
public final class ExitCode {
    public static final int OK = 0;
    /** Something is not as it should be, and the output says what. */
    public static final int FAILED = 1;

    public static final int WRONG_CALL = 2;

    private ExitCode() {}
}
