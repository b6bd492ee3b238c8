package dev.patrol.policies;

import java.util.Optional;

/**
 * A token is used by one program. Many networks or kinds of programs are a sign that it is not. What is said goes by doublings,
 * so that one network more is no other finding.
 */
record NoSharedUse(int networks, int agents) implements TokenRule {
    @Override
    public Policy policy() {
        return Policy.NO_SHARED_USE;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        return facts.use()
                .filter(use -> use.networks() > networks || use.agents() > agents)
                .map(
                        use -> Finding.of(
                                policy(),
                                "It is used " + said(use) + ".",
                                "One token for each program: " + networks + " networks and " + agents
                                        + " kinds of programs at most, within patrol.policies.shared-use-window.",
                                "Find out who uses it (./patrol show), and have a token of its own for each service and purpose: only then"
                                        + " can one be revoked without the others, and only then does the audit log say who did what."));
    }

    private String said(TokenFacts.Use use) {
        String places =
                use.networks() > networks ? "from more than " + doubled(networks, use.networks()) + " networks" : "";
        String programs =
                use.agents() > agents ? "by more than " + doubled(agents, use.agents()) + " kinds of programs" : "";
        return places.isEmpty() || programs.isEmpty() ? places + programs : places + " and " + programs;
    }

    /** The limit, doubled as often as it stays below the number. */
    private static int doubled(int limit, int number) {
        int reached = limit;
        while (reached * 2L < number) {
            reached *= 2;
        }
        return reached;
    }
}
