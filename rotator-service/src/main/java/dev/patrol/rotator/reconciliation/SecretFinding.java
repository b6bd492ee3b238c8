package dev.patrol.rotator.reconciliation;

import java.util.UUID;

/** What is wrong with a secret that Patrol has stored. */
sealed interface SecretFinding {

    /** The token whose value it holds is dead or unknown: its readers fail. */
    record DeadHolder(UUID holder) implements SecretFinding {}

    /** The token that its own was made to replace outlived its time. */
    record PredecessorOverdue(UUID predecessor) implements SecretFinding {}
}
