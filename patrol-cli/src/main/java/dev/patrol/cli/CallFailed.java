package dev.patrol.cli;

import static java.util.Objects.requireNonNull;

/** A call can't come to a good end. The message is for the person who made it: what is wrong, and what mends it. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CallFailed(int exitCode, String sentence) {
        super(requireNonNull(sentence, "sentence"));
        this.exitCode = exitCode;
    }

    /** Something is not as it should be. */
    public static CallFailed because(String sentence) {
        return new CallFailed(ExitCode.FAILED, sentence);
    }

    /** What was asked for makes no sense. */
    public static CallFailed wrongCall(String sentence) {
        return new CallFailed(ExitCode.WRONG_CALL, sentence);
    }

    /** @param exitCode one of {@link ExitCode} */
    public static CallFailed with(int exitCode, String sentence) {
        return new CallFailed(exitCode, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
