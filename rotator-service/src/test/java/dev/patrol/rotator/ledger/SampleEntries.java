package dev.patrol.rotator.ledger;

import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the ledger has at noon of one token's rotation. */
public final class SampleEntries {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final Token TOKEN = Token.of(
            "contoso",
            UUID.fromString("0a0a0a0a-0000-4000-8000-000000000001"),
            "deploy",
            List.of("vso.code"),
            NOON.minus(Duration.ofDays(30)),
            NOON.plus(Duration.ofDays(2)),
            false,
            Optional.empty());

    private SampleEntries() {}

    public static LedgerEntry planned() {
        return in(new RotationState.Planned(0, Optional.empty()));
    }

    public static LedgerEntry in(RotationState state) {
        return new LedgerEntry(
                UUID.fromString("0b0b0b0b-0000-4000-8000-000000000001"),
                new RotationPlan(TOKEN, Trigger.EXPIRY),
                new LedgerEntry.Cause("cause", "story", Optional.empty()),
                state,
                0,
                NOON,
                NOON);
    }
}
