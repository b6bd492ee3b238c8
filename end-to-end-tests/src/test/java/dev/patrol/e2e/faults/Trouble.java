package dev.patrol.e2e.faults;

import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What goes wrong while a token is rotated. */
@FunctionalInterface
interface Trouble {
    /** Puts it in force. */
    Strike begin(Scene scene);

    /** A trouble in force. */
    interface Strike {
        /** Whether it has hit the rotation, be it that it is over since. */
        boolean hasStruck();

        void end();
    }

    /** Nothing goes wrong by itself. */
    static Trouble none() {
        return scene -> strike(() -> true, () -> {});
    }

    /** Azure DevOps or the vault misbehaves. */
    static Trouble azure(Function<Token, Fault> fault) {
        return scene -> {
            SimulatorControl azure = scene.world().azure();
            long id = azure.addFault(fault.apply(scene.token()));
            // A fault that is not there any more has struck as often as it was meant to.
            return strike(
                    () -> azure.faults().stream()
                            .filter(active -> active.id() == id)
                            .allMatch(active -> active.struck() > 0),
                    () -> azure.removeFault(id));
        };
    }

    /**
     * What the rotators write about the token does not come through.
     *
     * @param pass how many such writes pass first
     * @param text what the write has in it
     */
    static Trouble write(WriteHold.Moment moment, int pass, String text) {
        return scene -> {
            WriteHold hold =
                    new WriteHold(moment, pass, List.of(text, scene.token().secretName()));
            scene.fleet().running().forEach(rotator -> rotator.wire().hold(hold));
            return strike(hold::hasStruck, hold::release);
        };
    }

    /** Both go wrong. */
    default Trouble and(Trouble other) {
        return scene -> {
            List<Strike> strikes = new ArrayList<>(List.of(begin(scene), other.begin(scene)));
            return strike(() -> strikes.stream().allMatch(Strike::hasStruck), () -> strikes.forEach(Strike::end));
        };
    }

    private static Strike strike(java.util.function.BooleanSupplier hasStruck, Runnable end) {
        return new Strike() {
            private boolean struck;

            @Override
            public boolean hasStruck() {
                struck = struck || hasStruck.getAsBoolean();
                return struck;
            }

            @Override
            public void end() {
                hasStruck();
                end.run();
            }
        };
    }
}
