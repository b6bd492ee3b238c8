package dev.patrol.local.run;

/** The stack is being stopped, so nothing more is started. */
final class StackClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackClosed() {
        super("The stack is being stopped");
    }
}
