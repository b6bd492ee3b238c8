package dev.patrol.cli.inventory;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what a person means by a word for a token. */
public final class Lineages {
    private static final int MOST_NAMED = 10;

    private final Inventory inventory;

    public Lineages(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * All generations of the one lineage that is meant.
     *
     * @throws CallFailed where none is, or more than one
     */
    public List<TokenObserved> generations(TokenReference reference) {
        List<TokenObserved> called = called(reference);
        List<Lineage> lineages = called.stream()
                .map(observed -> observed.token().lineage())
                .distinct()
                .toList();
        if (lineages.size() > 1) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND,
                    "More than one is called so: "
                            + lineages.stream()
                                    .limit(MOST_NAMED)
                                    .map(Lineage::toString)
                                    .collect(Collectors.joining(", "))
                            + ". Say which with --organization, or by its id or secret name.");
        }
        return inventory.find(token -> token.lineage().equals(lineages.get(0)));
    }

    /**
     * The one token that is meant and can be used.
     *
     * @throws CallFailed where none is, or more than one
     */
    public Token live(TokenReference reference) {
        List<TokenObserved> called = called(reference);
        List<Token> live = called.stream()
                .filter(observed -> observed.state() == TokenState.ACTIVE)
                .map(TokenObserved::token)
                .toList();
        if (live.isEmpty()) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND,
                    "It is dead already, by the last scan: "
                            + called.stream().map(Lineages::described).collect(Collectors.joining(", "))
                            + ". To have it looked for all the same, name it by --id and --organization.");
        }
        if (live.size() > 1) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND,
                    "More than one live token is called so: "
                            + live.stream()
                                    .limit(MOST_NAMED)
                                    .map(Lineages::described)
                                    .collect(Collectors.joining(", "))
                            + ". Say which by its id.");
        }
        return live.get(0);
    }

    private List<TokenObserved> called(TokenReference reference) {
        List<TokenObserved> called = inventory.find(reference::isOf);
        if (called.isEmpty()) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND,
                    "The last scan saw no token that is called " + reference.text()
                            + reference
                                    .organization()
                                    .map(name -> " in " + name)
                                    .orElse("")
                            + ". ./patrol tokens lists what it saw; ./patrol scan asks for another.");
        }
        return called;
    }

    private static String described(TokenObserved observed) {
        return described(observed.token()) + " " + observed.state().name().toLowerCase(Locale.ROOT);
    }

    private static String described(Token token) {
        return token.displayName() + " of " + token.organization() + " (" + token.authorizationId() + ")";
    }
}
