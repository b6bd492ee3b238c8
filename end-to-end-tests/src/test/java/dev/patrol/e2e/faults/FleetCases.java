package dev.patrol.e2e.faults;

import static dev.patrol.e2e.faults.CallCases.hang;
import static dev.patrol.e2e.faults.Trouble.azure;
import static dev.patrol.e2e.faults.Trouble.write;
import static dev.patrol.e2e.faults.WriteCases.step;

import dev.patrol.e2e.faults.WriteHold.Moment;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rotators that come, go, sleep and are told to stop, and a broker that is away. */
final class FleetCases {
    private FleetCases() {}

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        terminated(cases, "create, after", hang(Api.PATS_CREATE, Token::successorName, true));
        terminated(cases, "store, before", hang(Api.SECRET_SET, Token::secretName, false));
        terminated(cases, "verify", hang(Api.CONNECTION_DATA, Token::successorName, false));
        terminated(cases, "revoke, after", hang(Api.PATS_REVOKE, CallCases::id, true));
        cases.add(FaultCase.of(
                "stopped while the ledger does not take CREATED",
                write(Moment.BEFORE, 0, step("CREATED")),
                Happening.TERMINATE));
        cases.add(FaultCase.of(
                "stopped while the broker does not take token.rotated",
                write(Moment.BEFORE, 0, "dev.patrol.token.rotated.v1"),
                Happening.TERMINATE));
        cases.add(FaultCase.of(
                "broker restarted during store",
                azure(token -> Fault.latency(Api.SECRET_SET, 1_500).withTarget(token.secretName())),
                Happening.RESTART_BROKER));
        cases.add(lostBroker(
                "create",
                token -> Fault.latency(Api.PATS_CREATE, 1_500).afterTheWork().withTarget(token.successorName())));
        cases.add(lostBroker(
                "store",
                token -> Fault.latency(Api.SECRET_SET, 1_500).afterTheWork().withTarget(token.secretName())));
        cases.add(FaultCase.of("two rotators, everything said twice", Trouble.none(), Happening.SAY_AGAIN)
                .withRotators(2));
        killedOfTwo(cases, "create, after", azure(hang(Api.PATS_CREATE, Token::successorName, true)));
        killedOfTwo(cases, "store, after", azure(hang(Api.SECRET_SET, Token::secretName, true)));
        killedOfTwo(cases, "CREATED, before", write(Moment.BEFORE, 0, step("CREATED")));
        paused(cases, "create, before", azure(once(hang(Api.PATS_CREATE, Token::successorName, false))));
        paused(cases, "create, after", azure(once(hang(Api.PATS_CREATE, Token::successorName, true))));
        paused(cases, "store, before", azure(once(hang(Api.SECRET_SET, Token::secretName, false))));
        paused(cases, "store, after", azure(once(hang(Api.SECRET_SET, Token::secretName, true))));
        paused(cases, "revoke, before", azure(once(hang(Api.PATS_REVOKE, CallCases::id, false))));
        paused(cases, "CREATED, before", write(Moment.BEFORE, 0, step("CREATED")));
        cases.add(FaultCase.of(
                "two rotators join during create, the first leaves",
                write(Moment.BEFORE, 0, step("CREATED")),
                Happening.JOIN_AND_LEAVE));
        cases.add(FaultCase.of(
                "two rotators join during verify, the first leaves",
                write(Moment.BEFORE, 0, step("VERIFIED")),
                Happening.JOIN_AND_LEAVE));
        return cases;
    }

    private static void terminated(List<FaultCase> cases, String where, Function<Token, Fault> fault) {
        cases.add(FaultCase.of("stopped (SIGTERM) during " + where, azure(fault), Happening.TERMINATE));
    }

    private static FaultCase lostBroker(String where, Function<Token, Fault> fault) {
        return FaultCase.of("broker away for long during " + where, azure(fault), Happening.LOSE_BROKER)
                .withRotators(1, RotatorSite.IMPATIENT.toArray(String[]::new));
    }

    private static void killedOfTwo(List<FaultCase> cases, String where, Trouble trouble) {
        cases.add(FaultCase.of("kill one of two during " + where, trouble, Happening.KILL)
                .withRotators(2));
    }

    private static void paused(List<FaultCase> cases, String where, Trouble trouble) {
        cases.add(FaultCase.of("one of two sleeps during " + where, trouble, Happening.PAUSE)
                .withRotators(2));
    }

    private static Function<Token, Fault> once(Function<Token, Fault> fault) {
        return token -> fault.apply(token).withTimes(1);
    }
}
