package dev.patrol.e2e.faults;

import static dev.patrol.e2e.faults.Trouble.azure;
import static dev.patrol.e2e.faults.Trouble.write;

import dev.patrol.e2e.faults.WriteHold.Moment;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Killed at every write: before the broker has the record, and when the broker has it but the rotator does not know. */
final class WriteCases {
    private static final Trouble REFUSED =
            azure(token -> Fault.patTokenError(Api.PATS_CREATE, "invalidScope").withTarget(token.successorName()));

    private static final Trouble REJECTED =
            azure(token -> Fault.of(Api.CONNECTION_DATA, FaultKind.SIGN_IN_PAGE).withTarget(token.successorName()));

    private WriteCases() {}

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            cases.add(ledger(moment, "PLANNED", 0));
            cases.add(ledger(moment, "PLANNED", 1));
            cases.add(ledger(moment, "CREATED", 0).inEveryBuild());
            cases.add(ledger(moment, "STORED", 0));
            cases.add(ledger(moment, "VERIFIED", 0));
            cases.add(ledger(moment, "OVERLAP", 0));
            cases.add(ledger(moment, "REVOKING", 0));
            cases.add(ledger(moment, "REVOKED", 0));
            cases.add(publishing(moment, "token.rotated", Trouble.none(), Happening.KILL));
            cases.add(publishing(moment, "token.revoked", Trouble.none(), Happening.KILL));
            cases.add(publishing(moment, "rotation.failed", REFUSED, Happening.KILL_AND_SCAN));
            cases.add(failing(moment, "UNDOING", REJECTED));
            cases.add(failing(moment, "FAILED", REFUSED));
        }
        cases.add(FaultCase.of(
                        "acknowledged twice, killed before the ledger has it",
                        write(Moment.BEFORE, 1, step("OVERLAP")),
                        Happening.ACKNOWLEDGE_AND_KILL)
                .endedByAcknowledgement());
        cases.add(FaultCase.of(
                        "acknowledged twice, killed after the ledger has it",
                        write(Moment.AFTER, 1, step("OVERLAP")),
                        Happening.ACKNOWLEDGE_AND_KILL)
                .endedByAcknowledgement());
        return cases;
    }

    private static FaultCase ledger(Moment moment, String step, int pass) {
        String again = pass == 0 ? "" : " again";
        return FaultCase.of(
                "kill " + word(moment) + " the ledger has " + step + again,
                write(moment, pass, step(step)),
                Happening.KILL);
    }

    private static FaultCase failing(Moment moment, String step, Trouble reason) {
        return FaultCase.of(
                "kill " + word(moment) + " the ledger has " + step,
                reason.and(write(moment, 0, step(step))),
                Happening.KILL_AND_SCAN);
    }

    private static FaultCase publishing(Moment moment, String type, Trouble reason, Happening happening) {
        return FaultCase.of(
                "kill " + word(moment) + " the broker has " + type,
                reason.and(write(moment, 0, "dev.patrol." + type + ".v1")),
                happening);
    }

    /** As the ledger's JSON has a state. */
    static String step(String name) {
        return "\"step\":\"" + name + "\"";
    }

    private static String word(Moment moment) {
        return moment.name().toLowerCase(Locale.ROOT);
    }
}
