package dev.patrol.rotator.rotation;

import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that come while their lineage is not this instance's, or may not be. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class LeftForLaterTest extends RotationFixture {
    @Inject
    Ledger ledger;

    private Set<Integer> taken = Set.of();

    @AfterEach
    void takeBack() {
        ledger.take(taken);
    }

    @Test
    void isWorkedOnWhenTheDoubtIsOver() {
        // Given
        Token due = seed("in-doubt", "vso.code");
        taken = ledger.owned();
        ledger.doubt();
        topics.write(expiring(due, true));
        untouched(due);

        // When
        ledger.take(taken);

        // Then
        successorOf(due);
    }

    @Test
    void doesNotMakeTheServiceDeaf() {
        // Given
        Token left = seed("left", "vso.code");
        Token next = seed("next-after-left", "vso.code");
        taken = ledger.owned();
        ledger.forget(taken);
        topics.write(expiring(left, true));
        untouched(left);
        ledger.take(taken);

        // When
        topics.write(expiring(next, true));

        // Then
        successorOf(next);
    }

    private void untouched(Token token) {
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> named(token.successorName()).isEmpty());
    }
}
