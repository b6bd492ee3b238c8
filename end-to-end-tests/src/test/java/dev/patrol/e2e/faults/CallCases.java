package dev.patrol.e2e.faults;

import static dev.patrol.e2e.faults.Trouble.azure;

import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Killed at every call of Azure DevOps and of the vault: before it is done, and after it was done but not answered. */
final class CallCases {
    private CallCases() {}

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        cases.add(FaultCase.of(
                "kill while the vault is asked first",
                azure(hang(Api.SECRET_GET, Token::secretName, false)),
                Happening.KILL));
        cases.add(before("create", Api.PATS_CREATE, Token::successorName));
        cases.add(after("create", Api.PATS_CREATE, Token::successorName).inEveryBuild());
        cases.add(before("store", Api.SECRET_SET, Token::secretName).inEveryBuild());
        cases.add(after("store", Api.SECRET_SET, Token::secretName).inEveryBuild());
        cases.add(FaultCase.of(
                "kill while the stored value is read",
                azure(token -> hang(Api.SECRET_GET, Token::secretName, false)
                        .apply(token)
                        .withSkip(1)),
                Happening.KILL));
        cases.add(before("verify", Api.CONNECTION_DATA, Token::successorName));
        cases.add(after("verify", Api.CONNECTION_DATA, Token::successorName));
        cases.add(before("revoke", Api.PATS_REVOKE, CallCases::id));
        cases.add(after("revoke", Api.PATS_REVOKE, CallCases::id).inEveryBuild());
        cases.add(before("store", "the token's first secret", Kept.NOWHERE));
        cases.add(after("store", "the token's first secret", Kept.NOWHERE));
        cases.add(before("store", "a secret without tags", Kept.WITHOUT_TAGS));
        cases.add(after("store", "a secret without tags", Kept.WITHOUT_TAGS));
        cases.add(undo("restore, before", set(false)));
        cases.add(undo("restore, after", set(true)));
        cases.add(undo("revoking the successor, before", anyRevocation(false)));
        cases.add(undo("revoking the successor, after", anyRevocation(true)));
        cases.add(undo("revoking the first successor, before", anyRevocation(false))
                .keptBefore(Kept.NOWHERE));
        return cases;
    }

    private static FaultCase before(String step, Api api, Function<Token, String> target) {
        return FaultCase.of("kill before " + step, azure(hang(api, target, false)), Happening.KILL);
    }

    private static FaultCase after(String step, Api api, Function<Token, String> target) {
        return FaultCase.of("kill after " + step, azure(hang(api, target, true)), Happening.KILL);
    }

    private static FaultCase before(String step, String what, Kept kept) {
        return FaultCase.of(
                        "kill before " + step + ": " + what,
                        azure(hang(Api.SECRET_SET, Token::secretName, false)),
                        Happening.KILL)
                .keptBefore(kept);
    }

    private static FaultCase after(String step, String what, Kept kept) {
        return FaultCase.of(
                        "kill after " + step + ": " + what,
                        azure(hang(Api.SECRET_SET, Token::secretName, true)),
                        Happening.KILL)
                .keptBefore(kept);
    }

    /** The successor is stored and does not authenticate, so that all is taken back; and that hangs. */
    private static FaultCase undo(String where, Function<Token, Fault> hang) {
        Trouble rejected = azure(
                token -> Fault.of(Api.CONNECTION_DATA, FaultKind.SIGN_IN_PAGE).withTarget(token.successorName()));
        return FaultCase.of("kill in the undoing: " + where, rejected.and(azure(hang)), Happening.KILL_AND_SCAN);
    }

    private static Function<Token, Fault> set(boolean afterTheWork) {
        return token -> hang(Api.SECRET_SET, Token::secretName, afterTheWork)
                .apply(token)
                .withSkip(1);
    }

    private static Function<Token, Fault> anyRevocation(boolean afterTheWork) {
        return hang(Api.PATS_REVOKE, token -> null, afterTheWork);
    }

    static Function<Token, Fault> hang(Api api, Function<Token, String> target, boolean afterTheWork) {
        return token -> {
            Fault fault = Fault.of(api, FaultKind.HANG).withTarget(target.apply(token));
            return afterTheWork ? fault.afterTheWork() : fault;
        };
    }

    static String id(Token token) {
        return token.authorizationId().toString();
    }
}
