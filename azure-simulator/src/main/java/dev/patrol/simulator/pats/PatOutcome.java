package dev.patrol.simulator.pats;

/** How a wish about a token ended. */
public sealed interface PatOutcome {

    record Granted(PatToken token) implements PatOutcome {}

    record Refused(PatError error) implements PatOutcome {}
}
