package dev.patrol.e2e.faults;

import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.faults.Trouble.Strike;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What came of a rotation, counted over the whole of it.
 *
 * @param outcome {@code rotated}, or where it stands
 * @param struck whether what was to go wrong did
 * @param created successors that Azure DevOps made
 * @param orphans successors that live and were never stored
 * @param lost moments at which dependents read something dead
 * @param duplicates moments with two living successors that were stored, and announced successors beyond the one
 * @param early revocations of the previous token before a successor was stored and had authenticated
 * @param silent ends that nobody was told of, or too early
 */
record Verdict(
        String outcome, boolean struck, int created, int orphans, int lost, int duplicates, int early, int silent) {

    /** Waits for the good end. */
    static Verdict reached(Invariants invariants, Fleet fleet, Watch watch, Strike strike) {
        String outcome;
        try {
            await().atMost(Scene.PATIENCE).until(() -> invariants.isRotated() && invariants.silentEnds() == 0);
            outcome = invariants.deadLetters() > 0 ? "dead letter" : fleet.isWhole() ? "rotated" : "deaf rotator";
        } catch (ConditionTimeoutException e) {
            outcome = "stuck: " + invariants.step();
        }
        return now(outcome, invariants, watch, strike);
    }

    static Verdict now(String outcome, Invariants invariants, Watch watch, Strike strike) {
        History history = invariants.history();
        return new Verdict(
                outcome,
                strike.hasStruck(),
                history.successorsCreated(),
                history.orphans(),
                history.lost() + watch.lost(),
                invariants.duplicates(),
                history.early(),
                invariants.silentEnds());
    }

    void requireSound() {
        SoftAssertions soft = new SoftAssertions();
        soft.assertThat(struck).as("the fault has struck").isTrue();
        soft.assertThat(outcome).isEqualTo("rotated");
        soft.assertThat(orphans).as("orphans").isZero();
        soft.assertThat(lost)
                .as("moments at which dependents read something dead")
                .isZero();
        soft.assertThat(duplicates).as("duplicate successors").isZero();
        soft.assertThat(early).as("early revocations").isZero();
        soft.assertThat(silent).as("ends that nobody was told of").isZero();
        soft.assertAll();
    }
}
