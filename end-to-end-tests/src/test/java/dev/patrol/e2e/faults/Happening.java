package dev.patrol.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.faults.Trouble.Strike;
import dev.patrol.model.RotationFailed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.time.Duration;
import java.util.List;

/** What the test does while the trouble is in force. */
@FunctionalInterface
interface Happening {
    /** The first, and those that repeat it. */
    int STORES = 3;

    void run(Scene scene, Strike strike);

    /** Nothing: the trouble passes by itself. */
    Happening PASS = (scene, strike) -> {};

    /** SIGKILL for the one that works on it, once the trouble has struck; then the trouble ends and another goes on. */
    Happening KILL = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.fleet().kill(scene.worker());
        strike.end();
        scene.fleet().beAtLeast(1);
    };

    /** The same where the rotation may end badly, and is begun again by the next scan then. */
    Happening KILL_AND_SCAN = (scene, strike) -> {
        KILL.run(scene, strike);
        scene.until("an end, good or bad", scene.invariants()::isAtAnEnd);
        scene.announceDue();
    };

    /** SIGTERM: it has to end within its grace while the trouble lasts. */
    Happening TERMINATE = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.fleet().stop(scene.worker());
        strike.end();
        scene.fleet().beAtLeast(1);
    };

    /** SIGSTOP until another has done the rotation, SIGCONT then: what does the one that slept do? */
    Happening PAUSE = (scene, strike) -> {
        scene.awaitStruck(strike);
        Rotator sleeper = scene.worker();
        sleeper.service().pause();
        try {
            strike.end();
            scene.until("another rotator finishes the rotation", scene.invariants()::isRotated);
        } finally {
            sleeper.service().goOn();
        }
        watchFor(Duration.ofSeconds(8));
    };

    /** Two more join in the middle, then the first leaves. */
    Happening JOIN_AND_LEAVE = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.fleet().beAtLeast(3);
        Rotator first = scene.worker();
        strike.end();
        scene.fleet().stop(first);
    };

    Happening RESTART_BROKER = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.world().stopBroker();
        scene.world().startBroker();
        strike.end();
    };

    /** The broker is away for longer than a producer tries. */
    Happening LOSE_BROKER = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.world().stopBroker();
        await().pollDelay(RotatorSite.SHORT_DELIVERY.multipliedBy(3))
                .atMost(Scene.PATIENCE)
                .until(() -> true);
        scene.world().startBroker();
        strike.end();
    };

    /** Waits until a failure is said; if it is an end, nothing may be left over at that moment. Then the trouble ends. */
    Happening OUTLAST = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.until("a failure is said", () -> !scene.invariants().failures().isEmpty());
        List<RotationFailed> said = scene.invariants().failures();
        if (said.stream().noneMatch(RotationFailed::willBeRetried)) {
            assertThat(scene.invariants().history().orphans())
                    .as("orphans when the end is said, in the middle of the trouble")
                    .isZero();
            scene.until("the ledger has the end", scene.invariants()::isAtAnEnd);
        }
        strike.end();
        scene.announceDue();
    };

    /** Said again after the end. */
    Happening SAY_AGAIN = (scene, strike) -> {
        scene.until("the rotation ends", scene.invariants()::isRotated);
        scene.announceDue();
        scene.announceDue();
        watchFor(Duration.ofSeconds(3));
    };

    /** The only dependent acknowledges, twice. */
    Happening ACKNOWLEDGE = (scene, strike) -> {
        scene.until("the overlap", () -> scene.invariants().step().equals("OVERLAP"));
        scene.world().acknowledge(scene.token());
        scene.world().acknowledge(scene.token());
    };

    Happening ACKNOWLEDGE_AND_KILL = (scene, strike) -> {
        ACKNOWLEDGE.run(scene, strike);
        KILL.run(scene, strike);
    };

    /** Lets time pass that only something wrong would use; what it does is counted. */
    private static void watchFor(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }

    /** The vault goes on to say what it holds, and nothing may conclude from it that the store will not be done. */
    Happening LATE_STORES = (scene, strike) -> {
        scene.awaitStruck(strike);
        scene.until("the last late store", () -> scene.world().lateStores(scene.token()) == STORES);
        strike.end();
    };

    /** The vault does not say either what it holds until the first of the stores is done. */
    Happening LATE_STORES_OF_A_SILENT_VAULT = (scene, strike) -> {
        scene.awaitStruck(strike);
        Strike silence = Trouble.azure(
                        token -> Fault.status(Api.SECRET_GET, 503).withTarget(token.secretName()))
                .begin(scene);
        scene.awaitStruck(silence);
        scene.until("the late store", () -> scene.world().lateStores(scene.token()) > 0);
        strike.end();
        silence.end();
        scene.until("the last late store", () -> scene.world().lateStores(scene.token()) == STORES);
    };
}
