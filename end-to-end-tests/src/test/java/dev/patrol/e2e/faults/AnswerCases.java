package dev.patrol.e2e.faults;

import static dev.patrol.e2e.faults.Trouble.azure;

import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers that are wrong, late or lost, and a rotator that lives on. */
final class AnswerCases {
    private AnswerCases() {}

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        cases.add(outlast("vault down for the whole retry time", store(Fault.status(Api.SECRET_SET, 503)))
                .inEveryBuild());
        cases.add(outlast("vault down for the first secret", store(Fault.status(Api.SECRET_SET, 503)))
                .keptBefore(Kept.NOWHERE));
        cases.add(outlast("vault down for a secret without tags", store(Fault.status(Api.SECRET_SET, 503)))
                .keptBefore(Kept.WITHOUT_TAGS));
        cases.add(outlast("vault refuses", store(Fault.status(Api.SECRET_SET, 403))));
        cases.add(outlast("create answers 500", create(Fault.status(Api.PATS_CREATE, 500))));
        cases.add(outlast("create answers 429", create(Fault.status(Api.PATS_CREATE, 429))));
        cases.add(outlast(
                "create answers 200 with an error", create(Fault.patTokenError(Api.PATS_CREATE, "invalidScope"))));
        cases.add(outlast(
                "successor does not authenticate",
                token -> Fault.of(Api.CONNECTION_DATA, FaultKind.SIGN_IN_PAGE).withTarget(token.successorName())));
        cases.add(pass("create resets before", create(Fault.of(Api.PATS_CREATE, FaultKind.RESET_BEFORE))));
        cases.add(pass(
                        "create resets after: the answer is lost",
                        create(Fault.of(Api.PATS_CREATE, FaultKind.RESET_AFTER)))
                .inEveryBuild());
        cases.add(pass(
                "create times out after the token was made",
                create(Fault.of(Api.PATS_CREATE, FaultKind.HANG).afterTheWork())));
        cases.add(pass("store resets after", store(Fault.of(Api.SECRET_SET, FaultKind.RESET_AFTER))));
        cases.add(pass("store times out", store(Fault.of(Api.SECRET_SET, FaultKind.HANG))));
        cases.add(pass("verify answers 500", token -> Fault.status(Api.CONNECTION_DATA, 500)
                .withTarget(token.successorName())
                .withTimes(5)));
        cases.add(pass("revoke answers 500", token -> Fault.status(Api.PATS_REVOKE, 500)
                .withTarget(CallCases.id(token))
                .withTimes(5)));
        cases.add(pass("revoke resets after", token -> Fault.of(Api.PATS_REVOKE, FaultKind.RESET_AFTER)
                .withTarget(CallCases.id(token))
                .withTimes(1)));
        cases.add(pass("revoke times out after", token -> Fault.of(Api.PATS_REVOKE, FaultKind.HANG)
                .afterTheWork()
                .withTarget(CallCases.id(token))
                .withTimes(1)));
        cases.add(FaultCase.of("acknowledged twice", Trouble.none(), Happening.ACKNOWLEDGE)
                .endedByAcknowledgement()
                .besideOthers());
        cases.add(late("stored late, the vault silent until then", Happening.LATE_STORES_OF_A_SILENT_VAULT)
                .besideOthers());
        // How late a store may be is the wait before a failed step is tried again: that is when the vault is asked.
        cases.add(late("stored late, the vault speaks before", Happening.LATE_STORES)
                .withRotators(1, "-Dpatrol.rotation.setback-delay=10s", "-Dpatrol.rotation.setback-max-delay=10s"));
        cases.add(FaultCase.of(
                "list answers 503",
                azure(token -> Fault.status(Api.PATS_LIST, 503).withTimes(2)),
                Happening.PASS));
        return cases;
    }

    /** Every store is done eight seconds later, when nobody waits for it. */
    private static FaultCase late(String name, Happening happening) {
        return FaultCase.of(name, azure(store(Fault.latency(Api.SECRET_SET, 8_000))), happening);
    }

    private static FaultCase outlast(String name, Function<Token, Fault> fault) {
        return FaultCase.of(name, azure(fault), Happening.OUTLAST).besideOthers();
    }

    private static FaultCase pass(String name, Function<Token, Fault> fault) {
        return FaultCase.of(name, azure(fault), Happening.PASS).besideOthers();
    }

    private static Function<Token, Fault> store(Fault fault) {
        return token -> bounded(fault).withTarget(token.secretName());
    }

    private static Function<Token, Fault> create(Fault fault) {
        return token -> bounded(fault).withTarget(token.successorName());
    }

    /** What passes by itself strikes once. */
    private static Fault bounded(Fault fault) {
        boolean lasts = fault.kind() == FaultKind.STATUS
                || fault.kind() == FaultKind.LATENCY
                || fault.kind() == FaultKind.PAT_TOKEN_ERROR;
        return lasts ? fault : fault.withTimes(1);
    }
}
