package dev.patrol.e2e.faults;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patrol.e2e.faults.Trouble.Strike;
import dev.patrol.model.token.Token;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token is due, something goes wrong, and in the end there is exactly one living successor, stored and announced; and at no
 * moment was an invariant broken.
 *
 * <p>Every build runs a part; {@code mvn verify -Pfaults} runs all. Both print a table.
 */
class FaultMatrixIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static RotatorSite world;
    private static Fleet fleet;
    private static Table table;

    @BeforeAll
    static void build() {
        world = new RotatorSite("fault-matrix");
        fleet = new Fleet(world::startRotator, world::hasSettledWith);
        table = new Table();
    }

    @AfterAll
    static void tellAndTearDown() {
        table.print();
        try {
            fleet.close();
        } finally {
            world.close();
        }
    }

    static Stream<FaultCase> wanted() {
        List<String> parts = List.of(System.getProperty("patrol.faults", "few").split(","));
        return FaultCase.all().stream()
                .filter(fault -> parts.contains("all")
                        || parts.contains("few") && fault.quick()
                        || parts.stream().anyMatch(fault.name()::contains));
    }

    static Stream<FaultCase> alone() {
        return wanted().filter(fault -> !fault.together())
                .sorted(Comparator.comparing(FaultCase::rotators)
                        .thenComparing(fault -> fault.options().size()));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("alone")
    void aRotationSurvives(FaultCase fault) {
        world.mark(fault.name());
        try {
            fleet.be(fault.rotators(), fault.options());
            rotate(fault);
        } catch (AssertionError | RuntimeException e) {
            fleet.beReplaced();
            throw e;
        } finally {
            world.azure().clearFaults();
        }
    }

    /** Faults of their own tokens only, in the same rotator at the same time. */
    @TestFactory
    Stream<DynamicTest> manyRotationsSurviveSideBySide() {
        List<FaultCase> cases = wanted().filter(FaultCase::together).toList();
        fleet.beReplaced();
        fleet.be(1, List.of());
        world.mark("side by side");
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, cases.size()));
        List<Future<?>> runs = cases.stream()
                .<Future<?>>map(fault -> executor.submit(() -> rotate(fault)))
                .toList();
        executor.shutdown();
        return Stream.iterate(0, index -> index + 1)
                .limit(cases.size())
                .map(index -> dynamicTest(cases.get(index).name(), () -> resultOf(runs.get(index))));
    }

    private static void resultOf(Future<?> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static void rotate(FaultCase fault) {
        // Given
        String name = (fault.acknowledged() ? RotatorSite.ACKNOWLEDGED : "fault-") + NUMBER.incrementAndGet();
        Token token = world.seed(name, fault.kept());
        boolean hadSecret = fault.kept() != Kept.NOWHERE;
        Invariants invariants = new Invariants(world.azure(), world.topics(), token, hadSecret);
        Scene scene = new Scene(world, fleet, token, invariants);
        Strike strike = fault.trouble().begin(scene);

        try (Watch watch = new Watch(invariants::dependentsCanWork)) {
            // When
            scene.announceDue();
            scene.announceDue();
            Verdict verdict;
            try {
                fault.happening().run(scene, strike);
                verdict = Verdict.reached(invariants, fleet, watch, strike);
            } catch (AssertionError | RuntimeException e) {
                table.add(fault.name(), Verdict.now("broken off", invariants, watch, strike));
                throw e;
            } finally {
                strike.end();
            }

            // Then
            table.add(fault.name(), verdict);
            verdict.requireSound();
        }
    }
}
