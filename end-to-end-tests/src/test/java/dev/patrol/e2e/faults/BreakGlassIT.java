package dev.patrol.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rotator is killed in the middle of a break-glass, while somebody makes tokens; another one finishes it. */
class BreakGlassIT {
    private static final Path LOG = Path.of("target", "fault-matrix", "break-glass.log");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOKENS = 700;
    private static final int LATE = 3;

    @Test
    void anotherRotatorFinishesWhatAKilledOneHasBegunAndItsAccountIsRight() throws IOException {
        // Given
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        try (Surroundings world = new Surroundings(LOG)) {
            world.azure().seedTokens(seed("doomed-{n}").withCount(TOKENS));
            UUID spared = world.azure().seedTokens(seed("spared")).get(0);
            RotatorProcess first = world.startRotator(List.of());
            first.wire().open();
            BreakGlassEnded would = end(world, give(world, true, null));
            world.azure().addFault(Fault.latency(Api.TOKENADMIN_REVOKE, 60_000).afterTheWork());
            Envelope<RevokeAll> command = give(world, false, would.confirmation());
            await().atMost(PATIENCE).until(() -> doomed(world, PatStatus.REVOKED) > 0);

            // When
            first.kill();
            world.azure().clearFaults();
            world.azure().seedTokens(seed("doomed-late-{n}").withCount(LATE));
            try (RotatorProcess second = world.startRotator(List.of())) {
                second.wire().open();
                BreakGlassEnded end = end(world, command);

                // Then
                assertThat(would.account().found()).isEqualTo(TOKENS);
                assertThat(end.account().found()).isEqualTo(TOKENS + LATE);
                assertThat(end.account().revoked()).isEqualTo(TOKENS + LATE);
                assertThat(end.account().failed()).isZero();
                assertThat(end.unreachable()).isEmpty();
                assertThat(doomed(world, PatStatus.ALIVE)).isZero();
                assertThat(world.azure().token(spared)).map(TokenFact::state).contains(PatStatus.ALIVE);
                assertThat(saidToBeRevoked(world)).hasSize(TOKENS + LATE).doesNotContain(spared);
            }
        }
    }

    private static TokenSeed seed(String name) {
        return TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(20)));
    }

    private static Envelope<RevokeAll> give(Surroundings world, boolean dryRun, String confirmation) {
        TokenFilter filter = new TokenFilter(world.organization(), "doomed-*", null, null, null);
        Envelope<RevokeAll> command = Envelope.first(
                new RevokeAll(filter, "The vault was opened.", "the duty officer", false, dryRun, false, confirmation),
                URI.create("/test"),
                Instant.now());
        world.publish(command);
        return command;
    }

    private static BreakGlassEnded end(Surroundings world, Envelope<RevokeAll> command) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> world.everything().announced(BreakGlassEnded.class).stream()
                                .map(envelope -> (BreakGlassEnded) envelope.payload())
                                .filter(end -> end.commandId().equals(command.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static long doomed(Surroundings world, PatStatus state) {
        return world.azure().tokens().stream()
                .filter(token -> token.displayName().startsWith("doomed-"))
                .filter(token -> token.state() == state)
                .count();
    }

    private static Set<UUID> saidToBeRevoked(Surroundings world) {
        return world.everything().announced(TokenRevoked.class).stream()
                .map(envelope -> ((TokenRevoked) envelope.payload()).token().authorizationId())
                .collect(Collectors.toSet());
    }
}
