package dev.patrol.cli.declared;

import dev.patrol.model.Command;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Declaration;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.TokenSelector;
import java.util.List;
import java.util.stream.Stream;

/** The commands that a change takes, each to be given when the one before has come to a good end. */
final class Steps {
    private final String reason;
    private final String requestedBy;

    Steps(String reason, String requestedBy) {
        this.reason = reason;
        this.requestedBy = requestedBy;
    }

    /** What is laid down goes first, so that the token that is made then is as it says. */
    List<Command> of(Change change) {
        return switch (change.kind()) {
            case CREATE -> after(change, create(change.token()));
            case ADOPT, RESCOPE, ROTATE, STORE -> after(change, rotate(change));
            case UPDATE -> declare(change).toList();
            // The other way round, a revocation that fails would leave a token that seems to be a stranger's.
            case REVOKE -> List.of(revoke(change.token()), declared(change.token(), null));
            case RELEASE -> List.of(declared(change.token(), null));
            case UNTOUCHED, BLOCKED -> List.of();
        };
    }

    private List<Command> after(Change change, Command action) {
        return Stream.concat(declare(change), Stream.of(action)).toList();
    }

    private Stream<Command> declare(Change change) {
        return change.toDeclare().stream().map(declaration -> declared(change.token(), declaration));
    }

    private Command declared(DeclaredToken token, Declaration declaration) {
        return new DeclareToken(token.organization(), token.name(), declaration, reason, requestedBy);
    }

    private Command create(DeclaredToken token) {
        Declaration wanted = token.declaration().orElseThrow();
        return new CreateToken(
                token.organization(), token.name(), wanted.scopes(), wanted.validity(), null, reason, requestedBy);
    }

    /** Just the generation that the plan has looked at. */
    private Command rotate(Change change) {
        return new RotateToken(
                TokenSelector.byAuthorizationId(
                        change.token().organization(),
                        change.current().orElseThrow().authorizationId()),
                reason,
                requestedBy);
    }

    private Command revoke(DeclaredToken token) {
        return new RevokeToken(
                TokenSelector.bySecretName(token.organization(), token.lineage().secretName()),
                reason,
                requestedBy,
                false);
    }
}
