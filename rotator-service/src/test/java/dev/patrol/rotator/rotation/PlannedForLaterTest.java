package dev.patrol.rotator.rotation;

import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.Thread.State;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is due while its organization has its share of the threads is written to the ledger, and done later. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class PlannedForLaterTest extends RotationFixture {
    @Inject
    Ledger ledger;

    @Inject
    LineageLocks locks;

    @Inject
    Rotations rotations;

    @Test
    void isNotForgottenWhereTheLineageIsJustLookedAt() throws InterruptedException {
        // Given
        Token due = seed("looked-at", "vso.code");
        Awaitility.await().until(() -> ledger.owns(due.secretName()));
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        new Thread(() -> locks.holding(due.secretName(), () -> {
                    looking.countDown();
                    awaitIn(looked);
                }))
                .start();
        looking.await();
        Envelope<TokenExpiring> expiring =
                Envelope.first(expiring(due, true), URI.create("/patrol/scanner"), Instant.now());
        Thread planning = new Thread(() -> rotations.plan(expiring));

        // When
        planning.start();
        Awaitility.await().until(() -> planning.getState() == State.WAITING || !planning.isAlive());
        looked.countDown();

        // Then
        successorOf(due);
    }

    private static void awaitIn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
