package dev.patrol.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.token.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One case after the other against the same broker and Azure: a token is due, something goes wrong, and in the end there is
 * exactly one living successor, stored and announced, and at no moment did dependents read something dead.
 *
 * <p>Every build runs a part; {@code mvn verify -Pfaults} runs all. Both print a table.
 */
class FaultMatrixIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    static Path directory;

    private static Surroundings world;
    private static int number;

    private final List<RotatorProcess> rotators = new ArrayList<>();

    @BeforeAll
    static void build() {
        world = new Surroundings(directory.resolve("rotator.log"));
        TABLE.add(row("case", "outcome", "orphans", "lost", "duplicates", "silent"));
    }

    @AfterAll
    static void tellAndTearDown() {
        TABLE.forEach(System.out::println);
        world.close();
    }

    static Stream<FaultCase> cases() {
        boolean all = "all".equals(System.getProperty("patrol.faults"));
        return FaultCase.all().stream().filter(fault -> all || fault.quick());
    }

    @BeforeEach
    void startRotator() {
        rotators.add(world.startRotator());
    }

    @AfterEach
    void stopRotators() {
        world.azure().clearFaults();
        rotators.forEach(RotatorProcess::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aRotationSurvives(FaultCase fault) {
        // Given
        if (fault.happening() == FaultCase.Happening.KILL_ONE_OF_TWO) {
            rotators.add(world.startRotator());
        }
        Token token = world.seed("fault-" + ++number);
        Invariants invariants = new Invariants(world.azure(), token);
        world.azure().addFault(fault.fault().apply(token));

        try (Watch watch = new Watch(invariants)) {
            // When
            world.announceDue(token);
            world.announceDue(token);
            letItHappen(fault.happening(), token, invariants);

            // Then
            String outcome = outcomeOf(token, invariants);
            int silent = invariants.silentEnds(world.topics());
            TABLE.add(row(
                    fault.name(),
                    outcome,
                    Integer.toString(invariants.orphans()),
                    Integer.toString(watch.lost()),
                    Integer.toString(invariants.duplicates()),
                    Integer.toString(silent)));
            assertThat(outcome).isEqualTo("rotated");
            assertThat(invariants.orphans()).as("orphans").isZero();
            assertThat(watch.lost())
                    .as("moments at which dependents read something dead")
                    .isZero();
            assertThat(invariants.duplicates()).as("duplicate successors").isZero();
            assertThat(silent).as("ends that nobody was told of").isZero();
        }
    }

    private void letItHappen(FaultCase.Happening happening, Token token, Invariants invariants) {
        if (happening == FaultCase.Happening.PASS) {
            return;
        }
        await().atMost(PATIENCE).until(() -> FaultCase.hasStruck(world.azure()));
        switch (happening) {
            case KILL, KILL_ONE_OF_TWO -> killWhoeverWorksOnIt();
            case RESTART_BROKER -> world.restartBroker();
            case OUTLAST -> {
                await().atMost(PATIENCE).until(() -> invariants.hasFailed(world.topics()));
                world.azure().clearFaults();
                world.announceDue(token);
            }
            case PASS -> throw new IllegalStateException("Nothing to do");
        }
    }

    /** With two rotators it is not known from outside which one works on the token, so both die, one after the other. */
    private void killWhoeverWorksOnIt() {
        List<RotatorProcess> running = List.copyOf(rotators);
        running.get(0).kill();
        if (running.size() > 1) {
            rotators.add(world.startRotator());
            running.get(1).kill();
        }
        world.azure().clearFaults();
        rotators.removeAll(running);
        rotators.add(world.startRotator());
    }

    private static String outcomeOf(Token token, Invariants invariants) {
        try {
            await().atMost(PATIENCE).until(() -> invariants.isRotated() && invariants.silentEnds(world.topics()) == 0);
            return "rotated";
        } catch (ConditionTimeoutException e) {
            return "stuck: "
                    + world.azure().token(token.authorizationId()).orElseThrow().state();
        }
    }

    private static String row(String name, String outcome, String orphans, String lost, String twice, String silent) {
        return "%-48s %-10s %8s %6s %11s %7s".formatted(name, outcome, orphans, lost, twice, silent);
    }
}
