package dev.patrol.azuredevops;

import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where a paged list goes on. Ends at no token or an empty one; refuses a list that comes back to where it was. */
final class Continuation {
    private final Set<String> seen = new HashSet<>();
    private String next = "";

    Optional<String> token() {
        return Optional.of(next).filter(token -> !token.isEmpty());
    }

    /** Takes the token that came with a page. Returns whether another page follows. */
    boolean goesOn(Call call, String token) {
        next = token == null ? "" : token;
        if (!next.isEmpty() && !seen.add(next)) {
            throw new UnexpectedAnswer(call + ": the list goes round in a circle.");
        }
        return !next.isEmpty();
    }
}
