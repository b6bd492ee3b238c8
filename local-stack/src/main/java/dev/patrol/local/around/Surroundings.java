package dev.patrol.local.around;

import dev.patrol.local.demo.DemoOrganization;
import dev.patrol.local.demo.Overlaps;
import dev.patrol.local.demo.Story;
import dev.patrol.local.dependents.DependentServices;
import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.events.Happening;
import dev.patrol.local.events.LiveLine;
import dev.patrol.local.events.TopicFollower;
import dev.patrol.local.terminal.Console;
import dev.patrol.simulator.Addresses;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.identity.DeviceSignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The organization of the demo, its dependents and its thief, for services that run elsewhere. */
public final class Surroundings implements TopicFollower.Listener, AutoCloseable {
    private static final long APPROVE_EVERY_MILLIS = 200;

    private final AzureSimulator azure;
    private final Console console;
    private final Story story;
    private final Overlaps overlaps = new Overlaps(DemoOrganization.dependents());
    private final ScheduledExecutorService approver = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "approver");
        thread.setDaemon(true);
        return thread;
    });
    private DependentServices dependents;
    private TopicFollower follower;

    private Surroundings(AzureSimulator azure, Console console) {
        this.azure = azure;
        this.console = console;
        this.story = new Story(
                azure.control(),
                Optional.empty(),
                DemoOrganization.seed(azure.control(), Clock.systemUTC().instant()));
    }

    /**
     * Starts all of it. Whoever signs in is approved as the service user.
     *
     * @param certificate where clients find what to trust; it is there, whole, before anything else can be asked for
     */
    static Surroundings start(
            Addresses addresses,
            Credential identityHeader,
            Path certificate,
            String bootstrapServers,
            Console console) {
        AzureSimulator azure = AzureSimulator.start(SimulatorConfig.defaults()
                .withOrganizations(DemoOrganization.NAME)
                .withAddresses(addresses)
                .withIdentityHeader(identityHeader));
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
        Surroundings surroundings = new Surroundings(azure, console);
        publish(azure.certificateAuthority(), certificate);
        surroundings.approver.scheduleWithFixedDelay(
                surroundings::approve, 0, APPROVE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        surroundings.dependents = DependentServices.start(
                bootstrapServers, DemoOrganization.dependents(), azure.control()::secretHoldsToken, Clock.systemUTC());
        surroundings.follower = TopicFollower.start(bootstrapServers, surroundings);
        return surroundings;
    }

    private static void publish(Path made, Path wanted) {
        Path unfinished = wanted.resolveSibling(wanted.getFileName() + ".new");
        try {
            Files.copy(made, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate can't be written to " + wanted, e);
        }
    }

    private void approve() {
        azure.control().deviceSignIns().stream()
                .filter(signIn -> signIn.state() == DeviceSignIn.State.PENDING)
                .map(DeviceSignIn::userCode)
                .forEach(code -> azure.control().approveSignIn(code, azure.serviceUser()));
    }

    /** The simulated Azure, with what its clients never see. */
    public SimulatorControl azure() {
        return azure.control();
    }

    /** How the story goes. */
    public <T> T story(Function<Story, T> question) {
        return question.apply(story);
    }

    /** What is still missing at the end of the story; mails, which go elsewhere, are no part of it. */
    List<String> unmet() {
        return story.unmet();
    }

    @Override
    public void onHappening(Happening happening) {
        story.add(happening);
        LiveLine.of(happening).ifPresent(console::line);
        overlaps.hear(happening).ifPresent(console::line);
        console.progress("          ... " + story.progress());
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        story.add(letter);
        console.line(LiveLine.line(
                Clock.systemUTC().instant(), "DEAD LETTER", "from " + letter.topic() + ": " + letter.reason()));
    }

    @Override
    public void close() {
        approver.shutdownNow();
        if (follower != null) {
            follower.close();
        }
        if (dependents != null) {
            dependents.close();
        }
        azure.close();
    }
}
