package dev.patrol.cli.show;

import dev.patrol.cli.ledger.Rotation;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.SecretVersion;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a lineage.
 *
 * @param generations those that the inventory has; at least one
 * @param rotation the last one, where the ledger may be read and has it
 * @param unreadable why the ledger can't be read
 * @param last what happened
 */
record TokenView(
        List<TokenObserved> generations, Optional<Rotation> rotation, Optional<String> unreadable, LastEvents last) {

    Lineage lineage() {
        return generations.get(0).token().lineage();
    }

    String secretName() {
        return generations.get(0).token().secretName();
    }

    /** What the last rotation among the events stored. */
    Optional<SecretVersion> secret() {
        return last.events().stream()
                .flatMap(event -> event.payload().stream())
                .filter(TokenRotated.class::isInstance)
                .map(payload -> ((TokenRotated) payload).secret())
                .reduce((earlier, later) -> later);
    }
}
