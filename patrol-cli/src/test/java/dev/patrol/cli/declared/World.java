package dev.patrol.cli.declared;

import dev.patrol.model.Command;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Declaration;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the rotator makes of commands, without a rotator: the tokens that there are, and what is declared of them. */
final class World {
    private final Map<Lineage, RealLineage> lineages = new HashMap<>();
    private final Instant now;
    private int made;

    World(Instant now) {
        this.now = now;
    }

    Map<Lineage, RealLineage> lineages() {
        return Map.copyOf(lineages);
    }

    RealLineage of(Lineage lineage) {
        return lineages.getOrDefault(lineage, RealLineage.none(lineage));
    }

    /** One that is there from the beginning, whoever made it. */
    Token add(String name, Duration life, boolean allOrganizations, String... scopes) {
        Token token = token(
                Declared.ORGANIZATION, name, List.of(scopes), now.minus(Duration.ofDays(1)), life, allOrganizations);
        put(token);
        return token;
    }

    void declare(Lineage lineage, Declaration declaration) {
        lineages.put(lineage, new RealLineage(lineage, of(lineage).living(), Optional.ofNullable(declaration)));
    }

    void obey(Command command) {
        if (command instanceof DeclareToken declare) {
            declare(Lineage.of(declare.organization(), declare.displayName()), declare.declaration());
        } else if (command instanceof CreateToken create) {
            put(token(create.organization(), create.displayName(), create.scopes(), now, create.validity(), false));
        } else if (command instanceof RotateToken rotate) {
            rotate(rotate.token().authorizationId());
        } else if (command instanceof RevokeToken revoke) {
            lineages.values().stream()
                    .filter(lineage ->
                            lineage.lineage().secretName().equals(revoke.token().secretName()))
                    .toList()
                    .forEach(lineage -> lineages.put(
                            lineage.lineage(), new RealLineage(lineage.lineage(), List.of(), lineage.declared())));
        }
    }

    private void rotate(UUID id) {
        Token previous = lineages.values().stream()
                .flatMap(lineage -> lineage.living().stream())
                .filter(token -> token.authorizationId().equals(id))
                .findFirst()
                .orElseThrow();
        Declaration declared = of(previous.lineage()).declared().orElseThrow();
        put(token(
                previous.organization(), previous.successorName(), declared.scopes(), now, declared.validity(), false));
    }

    /** The overlaps are over: of each lineage the youngest lives. */
    void endOverlaps() {
        lineages.replaceAll((lineage, real) -> real.isOneFamily()
                ? new RealLineage(lineage, real.current().stream().toList(), real.declared())
                : real);
    }

    private void put(Token token) {
        RealLineage before = of(token.lineage());
        List<Token> living = new ArrayList<>(before.living());
        living.add(token);
        lineages.put(token.lineage(), new RealLineage(token.lineage(), living, before.declared()));
    }

    private Token token(
            String organization,
            String name,
            List<String> scopes,
            Instant from,
            Duration life,
            boolean allOrganizations) {
        return Token.of(
                organization,
                new UUID(0, ++made),
                name,
                scopes,
                from,
                from.plus(life),
                allOrganizations,
                Optional.empty());
    }
}
