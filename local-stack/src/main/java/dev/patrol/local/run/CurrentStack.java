package dev.patrol.local.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The stack that runs in this process, for the page that shows it. */
@ApplicationScoped
public class CurrentStack {
    private final URI page;
    private Stack stack;
    private boolean ended;

    CurrentStack(@ConfigProperty(name = "quarkus.http.port") int pagePort) {
        this.page = URI.create("http://127.0.0.1:" + pagePort);
    }

    /** Where the stack's page is. */
    public URI page() {
        return page;
    }

    /** The stack, once there is something to show. */
    public synchronized Optional<Stack> get() {
        return Optional.ofNullable(stack).filter(Stack::isUp);
    }

    synchronized boolean isSet() {
        return stack != null;
    }

    /** @throws StackClosed if the process is being stopped already */
    synchronized void set(Stack starting) {
        if (ended) {
            throw new StackClosed();
        }
        stack = starting;
    }

    /** Stops the stack, and lets none come. */
    void end() {
        Optional<Stack> running;
        synchronized (this) {
            ended = true;
            running = Optional.ofNullable(stack);
        }
        running.ifPresent(Stack::close);
    }
}
