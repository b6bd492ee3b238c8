package dev.patrol.test;

/**
 * Something that runs until it is stopped, at the latest when the JVM ends: Quarkus stops no test resources of a run that is
 * broken off.
 */
final class UntilExit {
    private final Thread stop;

    private UntilExit(Thread stop) {
        this.stop = stop;
    }

    static UntilExit stoppedBy(Runnable stop) {
        Thread hook = new Thread(stop, "stop-test-resource");
        Runtime.getRuntime().addShutdownHook(hook);
        return new UntilExit(hook);
    }

    /** Calling it again changes nothing. */
    void stop() {
        if (isStillToStop()) {
            stop.run();
        }
    }

    private boolean isStillToStop() {
        try {
            return Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The JVM ends already and stops it by itself.
            return false;
        }
    }
}
