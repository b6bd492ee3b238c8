package dev.patrol.azuredevops;

import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a paged list goes on. Ends at no token or an empty one; refuses a list that has no end: one that comes back to where
 * it was, or whose pages bring nothing new however many are read.
 */
final class Continuation {
    /** A page may be empty, or shift while it is read; so many in a row are neither. */
    static final int MOST_BARREN_PAGES = 100;

    private final Set<String> seen = new HashSet<>();
    private String next = "";
    private int barren;

    Optional<String> token() {
        return Optional.of(next).filter(token -> !token.isEmpty());
    }

    /**
     * Takes the token that came with a page. Returns whether another page follows.
     *
     * @param broughtNew whether the page had an item that no page before it had
     */
    boolean goesOn(Call call, String token, boolean broughtNew) {
        next = token == null ? "" : token;
        barren = broughtNew ? 0 : barren + 1;
        if (!next.isEmpty() && !seen.add(next)) {
            throw new UnexpectedAnswer(call + ": the list goes round in a circle.");
        }
        if (!next.isEmpty() && barren >= MOST_BARREN_PAGES) {
            throw new UnexpectedAnswer(
                    call + ": the list does not end; its last " + barren + " pages brought nothing new.");
        }
        return !next.isEmpty();
    }
}
