package dev.patrol.cli.declared;

import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.Declaration;
import dev.patrol.model.Payload;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What there is: the inventory of the last scan, what the rotator has said since, and what was declared before. Of the topics on which
 * the rotator says it, those that this user may not read are left out; one of them has to be readable.
 */
final class RealTokens {
    /** Scans are at most a day apart; what was said earlier, the inventory knows. */
    private static final Duration BETWEEN_SCANS = Duration.ofDays(1);

    private static final Set<Topic> SAID_SINCE =
            EnumSet.of(Topic.TOKEN_CREATED, Topic.TOKEN_ROTATED, Topic.TOKEN_REVOKED);

    private final Topics topics;
    private final Clock clock;
    private final Set<String> organizations;
    private final Map<UUID, Token> living = new HashMap<>();
    /** Seen by a scan or told as dead: what was said of their making is old. */
    private final Set<UUID> known = new HashSet<>();

    private final Map<String, TokenDeclared> declared = new HashMap<>();

    private RealTokens(Topics topics, Clock clock, Set<String> organizations) {
        this.topics = topics;
        this.clock = clock;
        this.organizations = organizations;
    }

    /** @param organizations those that are asked about, in lower case */
    static Map<Lineage, RealLineage> read(Topics topics, Clock clock, Set<String> organizations) {
        RealTokens real = new RealTokens(topics, clock, organizations);
        topics.all(Topic.TOKENS, message -> real.observe(Happening.of(message)));
        topics.all(Topic.DECLARED_TOKENS, message -> real.declare(Happening.of(message)));
        List<Payload> said = new ArrayList<>();
        topics.since(SAID_SINCE, clock.instant().minus(BETWEEN_SCANS), message -> Happening.of(message)
                .payload()
                .ifPresent(said::add));
        // Partitions come in any order; that a token was made is said before that it is dead.
        said.forEach(real::made);
        said.forEach(real::died);
        return real.lineages();
    }

    private void observe(Happening happening) {
        if (happening.value() == null) {
            idOf(happening.key()).ifPresent(this::isGone);
            return;
        }
        happening.payload().ifPresent(payload -> {
            if (payload instanceof TokenObserved observed && isAskedAbout(observed.token())) {
                UUID id = observed.token().authorizationId();
                isGone(id);
                if (observed.state() == TokenState.ACTIVE) {
                    living.put(id, observed.token());
                }
            }
        });
    }

    private void isGone(UUID id) {
        living.remove(id);
        known.add(id);
    }

    private void declare(Happening happening) {
        declared.remove(happening.key());
        happening.payload().ifPresent(payload -> {
            if (payload instanceof TokenDeclared said
                    && organizations.contains(said.lineage().organization())) {
                declared.put(happening.key(), said);
            }
        });
    }

    private void made(Payload payload) {
        Optional<Token> token = payload instanceof TokenCreated created
                ? Optional.of(created.token())
                : payload instanceof TokenRotated rotated ? Optional.of(rotated.successor()) : Optional.empty();
        token.filter(this::isAskedAbout)
                .filter(made -> !known.contains(made.authorizationId()))
                .ifPresent(made -> living.put(made.authorizationId(), made));
    }

    private void died(Payload payload) {
        if (payload instanceof TokenRevoked revoked) {
            living.remove(revoked.token().authorizationId());
        }
    }

    private boolean isAskedAbout(Token token) {
        return organizations.contains(token.organization());
    }

    private Map<Lineage, RealLineage> lineages() {
        Map<Lineage, List<Token>> byLineage = new HashMap<>();
        living.values().stream()
                .filter(token -> token.validTo().isAfter(clock.instant()))
                .forEach(token -> byLineage
                        .computeIfAbsent(token.lineage(), none -> new ArrayList<>())
                        .add(token));
        Map<Lineage, Declaration> rules = new HashMap<>();
        declared.values().forEach(said -> {
            rules.put(said.lineage(), said.declaration());
            byLineage.computeIfAbsent(said.lineage(), none -> new ArrayList<>());
        });
        Map<Lineage, RealLineage> lineages = new HashMap<>();
        byLineage.forEach((lineage, tokens) ->
                lineages.put(lineage, new RealLineage(lineage, tokens, Optional.ofNullable(rules.get(lineage)))));
        return lineages;
    }

    private static Optional<UUID> idOf(String key) {
        try {
            return Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
