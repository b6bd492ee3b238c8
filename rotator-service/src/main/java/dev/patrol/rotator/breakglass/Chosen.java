package dev.patrol.rotator.breakglass;

import dev.patrol.model.TokenFilter;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.Token;
import dev.patrol.service.text.Glob;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Which tokens a filter chooses. */
public final class Chosen implements Predicate<Token> {
    private final TokenFilter filter;
    private final Optional<Glob> displayName;

    public Chosen(TokenFilter filter) {
        this.filter = filter;
        this.displayName = Optional.ofNullable(filter.displayName()).map(Glob::of);
    }

    @Override
    public boolean test(Token token) {
        return displayName.filter(glob -> !glob.matches(token.displayName())).isEmpty()
                && (filter.scope() == null || Scopes.contain(token.scopes(), filter.scope()))
                && (filter.owner() == null || filter.owner().equalsIgnoreCase(token.owner()))
                && (filter.createdBefore() == null || token.validFrom().isBefore(filter.createdBefore()));
    }

    /** The same but for one token, which is left out. */
    Predicate<Token> but(Optional<UUID> authorizationId) {
        return and(
                token -> authorizationId.filter(token.authorizationId()::equals).isEmpty());
    }
}
