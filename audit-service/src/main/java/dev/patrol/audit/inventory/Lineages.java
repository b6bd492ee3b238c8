package dev.patrol.audit.inventory;

import dev.patrol.model.token.Lineage;
import java.util.Optional;

/** Knows the lineage of a token. */
@FunctionalInterface
public interface Lineages {
    /**
     * @param reference an authorization id in lower case, or its first part where the audit log cuts it; may be empty
     * @return empty where the token is not known, or more than one fits
     */
    Optional<Lineage> lineageOf(String reference);
}
