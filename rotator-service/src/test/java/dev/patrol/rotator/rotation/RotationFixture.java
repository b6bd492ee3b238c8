package dev.patrol.rotator.rotation;

import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running rotator with a broker and an Azure of its own, and what tests of rotations do with them. */
public abstract class RotationFixture {
    protected final SimulatorControl azure = AzureResource.simulator().control();
    protected TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        azure.clearFaults();
        topics.close();
    }

    protected Token seed(String name, String scope) {
        Instant validTo = Instant.now().plus(Duration.ofDays(3));
        UUID id = azure.seedTokens(TokenSeed.of(name, scope, validTo)).get(0);
        return describe(azure.token(id).orElseThrow());
    }

    protected static Token describe(TokenFact fact) {
        return Token.of(
                AzureResource.organization(),
                fact.authorizationId(),
                fact.displayName(),
                List.of(fact.scope().split(" ")),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    protected static TokenExpiring expiring(Token token, boolean rotationDue) {
        return new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, rotationDue);
    }

    protected static <T extends Payload> Envelope<T> await(Topic topic, Class<T> type, Predicate<T> wanted) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.awaitEvent(type, wanted);
        }
    }

    protected static Token successorOf(Token token) {
        return await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(token))
                .payload()
                .successor();
    }

    protected static RotationFailed awaitFailure(Token token) {
        return await(Topic.ROTATION_FAILED, RotationFailed.class, failure -> failure.token()
                        .equals(token))
                .payload();
    }

    protected PatStatus stateOf(UUID authorizationId) {
        return azure.token(authorizationId).orElseThrow().state();
    }

    protected List<TokenFact> named(String displayName) {
        return azure.tokens().stream()
                .filter(token -> token.displayName().equals(displayName))
                .toList();
    }
}
