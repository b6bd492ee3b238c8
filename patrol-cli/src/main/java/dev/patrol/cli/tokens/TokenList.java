package dev.patrol.cli.tokens;

import dev.patrol.model.TokenObserved;
import java.util.List;

/** Tells tokens as they are found. */
interface TokenList {
    void page(List<TokenObserved> tokens);

    /** There are no more. */
    void end();
}
