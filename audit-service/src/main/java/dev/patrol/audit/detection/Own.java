package dev.patrol.audit.detection;

import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is Patrol's own, and so is no sign of anything. */
public final class Own {
    private static final String CREATION = "Token.PatCreateEvent";

    private final Set<String> users;
    private final List<Glob> tokens;
    private final Function<String, Optional<String>> idIn;

    /**
     * @param users mail addresses, names or ids, in lower case
     * @param tokens names or authorization ids of tokens that Patrol signs in with
     * @param idIn who Patrol is in an organization, in lower case, as far as it is known
     */
    public Own(Set<String> users, List<Glob> tokens, Function<String, Optional<String>> idIn) {
        this.users = Set.copyOf(users);
        this.tokens = List.copyOf(tokens);
        this.idIn = idIn;
    }

    /**
     * Whether Patrol did it to a token. What is done <em>with</em> a token is not taken for Patrol's, whoever's token it is:
     * the tokens that Patrol rotates are its service user's, and whoever steals one acts in that user's name. Nor is what
     * others do to a token that Patrol made.
     */
    boolean did(Sighting sighting) {
        if (sighting.use()) {
            return false;
        }
        boolean ownUser = Stream.of(sighting.actor(), sighting.actorId())
                .anyMatch(user -> user != null && isOwnUser(user.toLowerCase(Locale.ROOT), sighting.organization()));
        return ownUser || sighting.ownToken() && sighting.isAction(CREATION);
    }

    private boolean isOwnUser(String user, String organization) {
        return users.contains(user)
                || idIn.apply(organization).filter(user::equals).isPresent();
    }

    /** Whether it is a token that Patrol signs in with. Without it Patrol could do nothing at all. */
    boolean isCredential(Sighting sighting) {
        return !tokens.isEmpty()
                && sighting.isNamed()
                && Stream.of(
                                Optional.of(sighting.authorizationId()),
                                Optional.ofNullable(sighting.token()).map(KnownToken::displayName))
                        .flatMap(Optional::stream)
                        .anyMatch(name -> tokens.stream().anyMatch(glob -> glob.matches(name)));
    }
}
