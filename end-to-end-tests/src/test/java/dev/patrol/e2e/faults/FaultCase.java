package dev.patrol.e2e.faults;

import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Something that goes wrong in the middle of a rotation.
 *
 * @param quick whether it runs in every build
 * @param fault what Azure does, for a token
 * @param happening what the test does once the fault has struck
 */
record FaultCase(String name, boolean quick, Function<Token, Fault> fault, Happening happening) {

    /** What the test does. */
    enum Happening {
        /** Kill the rotator, end the fault, start another. */
        KILL,
        /** Kill one of two rotators. */
        KILL_ONE_OF_TWO,
        /** Restart the broker, end the fault. */
        RESTART_BROKER,
        /** Wait until the rotator has given up, end the fault, and say again that the token is due. */
        OUTLAST,
        /** Nothing: the fault passes by itself. */
        PASS
    }

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        kill(cases, "create", Api.PATS_CREATE, FaultCase::successorName, true);
        kill(cases, "store", Api.SECRET_SET, Token::secretName, true);
        kill(cases, "verify", Api.CONNECTION_DATA, token -> null, false);
        kill(cases, "revoke", Api.PATS_REVOKE, FaultCase::id, true);
        cases.add(new FaultCase(
                "kill while the vault is asked first",
                false,
                hang(Api.SECRET_GET, Token::secretName, false),
                Happening.KILL));
        cases.add(new FaultCase(
                "kill one of two rotators during create, after",
                false,
                hang(Api.PATS_CREATE, FaultCase::successorName, true),
                Happening.KILL_ONE_OF_TWO));
        cases.add(new FaultCase(
                "kill one of two rotators during store, after",
                false,
                hang(Api.SECRET_SET, Token::secretName, true),
                Happening.KILL_ONE_OF_TWO));
        cases.add(new FaultCase(
                "broker restarted during store",
                false,
                token -> Fault.latency(Api.SECRET_SET, 2_000).withTarget(token.secretName()),
                Happening.RESTART_BROKER));
        cases.add(new FaultCase(
                "vault down for the whole retry time",
                true,
                token -> Fault.status(Api.SECRET_SET, 503).withTarget(token.secretName()),
                Happening.OUTLAST));
        cases.add(new FaultCase(
                "create answers 500",
                false,
                token -> Fault.status(Api.PATS_CREATE, 500).withTarget(token.successorName()),
                Happening.OUTLAST));
        cases.add(new FaultCase(
                "create answers 429",
                false,
                token -> Fault.status(Api.PATS_CREATE, 429).withTarget(token.successorName()),
                Happening.OUTLAST));
        cases.add(new FaultCase(
                "create answers 200 with an error",
                false,
                token -> Fault.patTokenError(Api.PATS_CREATE, "invalidScope").withTarget(token.successorName()),
                Happening.OUTLAST));
        cases.add(passing("create resets before", Fault.of(Api.PATS_CREATE, FaultKind.RESET_BEFORE)));
        cases.add(passing("create resets after: the answer is lost", Fault.of(Api.PATS_CREATE, FaultKind.RESET_AFTER)));
        cases.add(new FaultCase(
                "create times out after the token was made",
                false,
                token -> Fault.of(Api.PATS_CREATE, FaultKind.HANG)
                        .afterTheWork()
                        .withTimes(1)
                        .withTarget(token.successorName()),
                Happening.PASS));
        cases.add(passing("store resets after", Fault.of(Api.SECRET_SET, FaultKind.RESET_AFTER)));
        cases.add(passing(
                "verify answers 500", Fault.status(Api.CONNECTION_DATA, 500).withTimes(5)));
        cases.add(
                passing("revoke answers 500", Fault.status(Api.PATS_REVOKE, 500).withTimes(5)));
        cases.add(passing("revoke resets after", Fault.of(Api.PATS_REVOKE, FaultKind.RESET_AFTER)));
        cases.add(passing("list answers 503", Fault.status(Api.PATS_LIST, 503).withTimes(2)));
        return cases;
    }

    private static void kill(
            List<FaultCase> cases, String step, Api api, Function<Token, String> target, boolean quick) {
        cases.add(new FaultCase("kill before " + step, quick, hang(api, target, false), Happening.KILL));
        cases.add(new FaultCase("kill after " + step, quick, hang(api, target, true), Happening.KILL));
    }

    private static Function<Token, Fault> hang(Api api, Function<Token, String> target, boolean afterTheWork) {
        return token -> {
            Fault fault = Fault.of(api, FaultKind.HANG);
            String subject = target.apply(token);
            Fault aimed = subject == null ? fault : fault.withTarget(subject);
            return afterTheWork ? aimed.afterTheWork() : aimed;
        };
    }

    private static FaultCase passing(String name, Fault fault) {
        Fault bounded = fault.times() == null ? fault.withTimes(1) : fault;
        return new FaultCase(name, false, token -> bounded, Happening.PASS);
    }

    private static String successorName(Token token) {
        return token.successorName();
    }

    private static String id(Token token) {
        return token.authorizationId().toString();
    }

    /** Whether the fault has struck. */
    static boolean hasStruck(SimulatorControl azure) {
        return azure.faults().stream().anyMatch(active -> active.struck() > 0);
    }
}
