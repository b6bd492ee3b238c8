package dev.patrol.cli.inventory;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a person means by a word for a token. */
public final class Lineages {
    private static final int MOST_NAMED = 10;
    private static final String BY_ORGANIZATION = "Say which with --organization, or by its id or secret name.";

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
            throw ambiguous(lineages.stream().map(Lineage::toString).toList(), BY_ORGANIZATION);
        }
        return inventory.find(token -> token.lineage().equals(lineages.get(0)));
    }

    /**
     * The token that is meant, for a command. A name means what bears it when the command is obeyed: since the last scan the
     * token may have got a successor, which only the rotator knows.
     *
     * @throws CallFailed where none is, or more than one
     */
    public TokenSelector selector(TokenReference reference) {
        List<Token> called =
                called(reference).stream().map(TokenObserved::token).toList();
        List<Token> byId = called.stream().filter(reference::isIdOf).toList();
        if (byId.size() == 1) {
            return TokenSelector.byAuthorizationId(
                    byId.get(0).organization(), byId.get(0).authorizationId());
        }
        if (byId.size() > 1) {
            throw ambiguous(byId.stream().map(Lineages::described).toList(), "Say more of its id.");
        }
        Token any = called.get(0);
        if (called.stream().anyMatch(token -> !token.lineage().equals(any.lineage()))) {
            throw ambiguous(called.stream().map(Lineages::described).toList(), BY_ORGANIZATION);
        }
        boolean isOneGeneration = any.displayName().equals(reference.text())
                && !any.lineage().baseName().equals(reference.text());
        return isOneGeneration
                ? TokenSelector.byDisplayName(any.organization(), any.displayName())
                : TokenSelector.bySecretName(any.organization(), any.secretName());
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

    private static CallFailed ambiguous(List<String> found, String remedy) {
        return CallFailed.with(
                ExitCode.NOT_FOUND,
                "More than one is called so: "
                        + found.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (found.size() > MOST_NAMED ? ", ..." : "") + ". " + remedy);
    }

    private static String described(Token token) {
        return token.displayName() + " of " + token.organization() + " (" + token.authorizationId() + ")";
    }
}
