package dev.patrol.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.local.demo.DemoOrganization;
import dev.patrol.local.demo.Overlaps;
import dev.patrol.local.demo.Story;
import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.events.Happening;
import dev.patrol.local.events.LiveLine;
import dev.patrol.local.events.TopicFollower;
import dev.patrol.local.mail.ReceivedMail;
import dev.patrol.local.services.ServiceProcess;
import dev.patrol.local.services.ServiceState;
import dev.patrol.local.terminal.Console;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run of the local stack, from its start to its end. */
@ApplicationScoped
class Session implements TopicFollower.Listener {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Ctrl-C reaches the services at the same time as this process: a service that ends then has not failed. */
    private static final Duration CTRL_C_SPREAD = Duration.ofSeconds(1);
    /** What is too much comes late: a second mail, a second rotation. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final CurrentStack current;
    private final Console console;
    private final ObjectMapper mapper;
    private final Waiting waiting = new Waiting();
    private final Overlaps overlaps = new Overlaps(DemoOrganization.dependents());
    private volatile Story story;
    private volatile boolean toldToStop;
    /** Only what has an end is remembered: an {@code up} may run for days. */
    private volatile boolean remembering;

    private Stack stack;
    private int mailsSaid;

    Session(CurrentStack current, Console console, ObjectMapper mapper) {
        this.current = current;
        this.console = console;
        this.mapper = mapper;
    }

    /**
     * Starts everything and says so.
     *
     * @param tokens whether the organization has the demo's tokens from the beginning, or none
     * @return whether it all came up
     */
    boolean start(RunDirectory directory, Path home, Ports ports, boolean tokens) {
        stack = new Stack(directory, home, ports);
        current.set(stack);
        int leftovers = directory.endLeftovers();
        if (leftovers > 0) {
            console.line("Ended " + leftovers + " services that a killed run had left behind.");
        }
        startParts(tokens);
        boolean ready = waiting.until(() -> allAre(ServiceState.READY) || fallen().isPresent(), START_LIMIT, () -> {});
        if (ready && fallen().isEmpty()) {
            directory.keepSettings(stack.settings());
            directory.describe(describe());
        }
        requireNotStopping();
        console.line("");
        console.line(ComponentTable.of(stack, current.page()));
        console.line("");
        return ready && fallen().isEmpty();
    }

    private void startParts(boolean tokens) {
        console.line("Starting the Kafka broker ...");
        stack.startKafka();
        console.line("Starting the Azure simulator ...");
        stack.startAzure();
        console.line("Starting the mail inbox ...");
        stack.startInbox();
        console.line("Signing in the service user ...");
        stack.signIn();
        story = new Story(
                stack.azure().control(),
                Optional.of(stack.inbox()),
                tokens
                        ? DemoOrganization.seed(
                                stack.azure().control(), Clock.systemUTC().instant())
                        : List.of());
        stack.startDependents();
        console.line("Starting the services ...");
        stack.startServices();
    }

    private String describe() {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(stack.describe(current.page()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stack can't be described", e);
        }
    }

    /** Shows what happens until it is told to stop, or a service dies; returns in the second case. */
    void live() {
        stack.follow(this);
        waiting.until(() -> fallen().isPresent(), Duration.ofDays(365), this::sayNewMails);
        requireNotStopping();
    }

    /** Shows what happens until the story of the demo has come to its end; returns what is missing. */
    List<String> tellStory(Duration atMost) {
        remembering = true;
        stack.follow(this);
        waiting.until(() -> story.unmet().isEmpty() || fallen().isPresent(), atMost, () -> {
            sayNewMails();
            console.progress("          ... " + story.progress());
        });
        if (story.unmet().isEmpty()) {
            waiting.isCancelledWithin(QUIET);
        }
        requireNotStopping();
        sayNewMails();
        return story.unmet();
    }

    private void requireNotStopping() {
        if (waiting.isCancelled() || fallen().isPresent() && waiting.isCancelledWithin(CTRL_C_SPREAD)) {
            throw new StackClosed();
        }
    }

    String summary() {
        return story.summary();
    }

    /** Says which services died, with what they said last. */
    void sayWhoFell() {
        stack.services().stream()
                .filter(service -> !service.isAlive())
                .forEach(service -> console.error(LastWords.of(service)));
    }

    private Optional<ServiceProcess> fallen() {
        return stack.services().stream().filter(service -> !service.isAlive()).findFirst();
    }

    private boolean allAre(ServiceState state) {
        return stack.services().stream().allMatch(service -> service.state() == state);
    }

    private void sayNewMails() {
        List<ReceivedMail> mails = stack.inbox().mails();
        mails.subList(mailsSaid, mails.size())
                .forEach(mail -> console.line(LiveLine.line(mail.receivedAt(), "mailed", mail.subject())));
        mailsSaid = mails.size();
    }

    @Override
    public void onHappening(Happening happening) {
        if (remembering) {
            story.add(happening);
        }
        LiveLine.of(happening).ifPresent(this::sayWhileRunning);
        overlaps.hear(happening).ifPresent(this::sayWhileRunning);
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        if (remembering) {
            story.add(letter);
        }
        sayWhileRunning(LiveLine.line(
                Clock.systemUTC().instant(), "DEAD LETTER", "from " + letter.topic() + ": " + letter.reason()));
    }

    private void sayWhileRunning(String line) {
        if (!waiting.isCancelled()) {
            console.line(line);
        }
    }

    /** Stops everything at the end of a run. */
    void end() {
        waiting.cancel();
        current.end();
    }

    /** Whether the end came from outside: Ctrl-C, or a signal. */
    boolean wasToldToStop() {
        return toldToStop;
    }

    /** Runs on a thread of its own when the process is told to stop, whatever {@link #start} does then. */
    void onShutdown(@Observes ShutdownEvent event) {
        if (current.isSet() && !waiting.isCancelled()) {
            toldToStop = true;
            console.line("Stopping ...");
        }
        end();
    }
}
