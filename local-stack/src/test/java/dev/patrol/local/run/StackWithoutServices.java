package dev.patrol.local.run;

import dev.patrol.local.mail.Inbox;
import dev.patrol.simulator.AzureSimulator;
import java.nio.file.Path;

/** A stack to look at: broker, simulator and inbox are real, and its services died at once. */
public final class StackWithoutServices implements AutoCloseable {
    private final Stack stack;

    private StackWithoutServices(Stack stack) {
        this.stack = stack;
    }

    /** Starts it where the page finds it. */
    public static StackWithoutServices start(CurrentStack current, Path folder) {
        Stack stack = new Stack(RunDirectory.open(folder).orElseThrow(), folder, new Ports(false));
        current.set(stack);
        stack.startKafka();
        stack.startAzure();
        stack.startInbox();
        stack.startServices();
        return new StackWithoutServices(stack);
    }

    public AzureSimulator azure() {
        return stack.azure();
    }

    public Inbox inbox() {
        return stack.inbox();
    }

    @Override
    public void close() {
        stack.close();
    }
}
