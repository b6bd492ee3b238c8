package dev.patrol.signin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for renewals, which keep no process alive. MSAL's waiting does not belong on the common pool. */
final class DaemonThreads {
    private DaemonThreads() {}

    /** At most two are busy at once: the renewal, and MSAL's work for it. */
    static ExecutorService start() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "azure-sign-in");
            thread.setDaemon(true);
            return thread;
        });
    }
}
