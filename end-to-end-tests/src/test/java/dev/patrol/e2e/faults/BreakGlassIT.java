package dev.patrol.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.azuredevops.TokenAdministration;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rotator is killed in the middle of a break-glass, while somebody makes tokens; another one finishes it. */
class BreakGlassIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> USERS =
            List.of("dana@contoso.example", "erin@contoso.example", "finn@contoso.example");
    private static final int EACH = 400;
    private static final int TOKENS = EACH * 3;
    private static final int LATE = 3;

    /** One request after the other, so that it can be killed between two. */
    private static final List<String> ONE_BY_ONE = List.of("-Dpatrol.break-glass.concurrency=1");

    @Test
    void anotherRotatorFinishesWhatAKilledOneHasBegunAndItsAccountIsRight() {
        // Given
        try (RotatorSite world = new RotatorSite("break-glass")) {
            world.azure().addUsers(USERS);
            USERS.forEach(user ->
                    world.azure().seedTokens(seed("doomed-{n}").withOwner(user).withCount(EACH)));
            UUID spared = world.azure()
                    .seedTokens(seed("spared").withOwner(USERS.get(0)))
                    .get(0);
            Rotator first = world.startRotator(ONE_BY_ONE);
            first.wire().open();
            BreakGlassEnded would = end(world, give(world, true, null));
            world.azure().addFault(Fault.latency(Api.TOKENADMIN_REVOKE, 60_000).afterTheWork());
            Envelope<RevokeAll> command = give(world, false, would.confirmation());
            await().atMost(PATIENCE).until(() -> doomed(world, PatStatus.REVOKED) > 0);

            // When
            first.kill();
            long deadWhenKilled = doomed(world, PatStatus.REVOKED);
            world.azure().clearFaults();
            throttle(world);
            world.azure()
                    .seedTokens(seed("doomed-late-{n}").withOwner(USERS.get(1)).withCount(LATE));
            Rotator second = world.startRotator(List.of());
            second.wire().open();
            BreakGlassEnded end = end(world, command);

            // Then
            assertThat(would.account().found()).isEqualTo(TOKENS);
            assertThat(deadWhenKilled).isEqualTo(TokenAdministration.LARGEST_REVOCATION);
            assertThat(end.account().found()).isEqualTo(TOKENS + LATE);
            assertThat(end.account().revoked()).isEqualTo(TOKENS + LATE);
            assertThat(end.account().alreadyDead()).isZero();
            assertThat(end.account().failed()).isZero();
            assertThat(end.unreachable()).isEmpty();
            assertThat(end.failed()).isEmpty();
            assertThat(doomed(world, PatStatus.ALIVE)).isZero();
            assertThat(world.azure().token(spared)).map(TokenFact::state).contains(PatStatus.ALIVE);
            assertThat(saidToBeRevoked(world, command)).hasSize(TOKENS + LATE).isEqualTo(idsOf(world));
            assertThat(ends(world, command)).hasSize(1);
            second.stop();
        }
    }

    /** As Azure DevOps does where somebody asks for much. */
    private static void throttle(RotatorSite world) {
        for (Api api : List.of(Api.GRAPH, Api.TOKENADMIN_LIST, Api.TOKENADMIN_REVOKE)) {
            world.azure()
                    .addFault(Fault.status(api, 429)
                            .withHeader("Retry-After", "1")
                            .withTimes(2));
        }
    }

    private static TokenSeed seed(String name) {
        return TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(20)));
    }

    private static Envelope<RevokeAll> give(RotatorSite world, boolean dryRun, String confirmation) {
        TokenFilter filter = new TokenFilter(world.organization(), "doomed-*", null, null, null);
        return world.publish(
                new RevokeAll(filter, "The vault was opened.", "the duty officer", false, dryRun, false, confirmation));
    }

    private static BreakGlassEnded end(RotatorSite world, Envelope<RevokeAll> command) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ends(world, command), found -> !found.isEmpty())
                .get(0);
    }

    private static List<BreakGlassEnded> ends(RotatorSite world, Envelope<RevokeAll> command) {
        return world.everything().announced(BreakGlassEnded.class).stream()
                .map(envelope -> (BreakGlassEnded) envelope.payload())
                .filter(end -> end.commandId().equals(command.id()))
                .toList();
    }

    private static long doomed(RotatorSite world, PatStatus state) {
        return world.azure().tokens().stream()
                .filter(BreakGlassIT::isDoomed)
                .filter(token -> token.state() == state)
                .count();
    }

    private static Set<UUID> idsOf(RotatorSite world) {
        return world.azure().tokens().stream()
                .filter(BreakGlassIT::isDoomed)
                .map(TokenFact::authorizationId)
                .collect(Collectors.toSet());
    }

    private static boolean isDoomed(TokenFact token) {
        return token.displayName().startsWith("doomed-");
    }

    /** By announcements with an id of their own each: what a crash has said twice is one. */
    private static Set<UUID> saidToBeRevoked(RotatorSite world, Envelope<RevokeAll> command) {
        List<Envelope<?>> said = world.everything().announced(TokenRevoked.class).stream()
                .filter(envelope ->
                        envelope.causationId().filter(command.id()::equals).isPresent())
                .toList();
        Set<UUID> tokens = said.stream()
                .map(envelope -> ((TokenRevoked) envelope.payload()).token().authorizationId())
                .collect(Collectors.toSet());
        assertThat(said.stream().map(Envelope::id).distinct()).hasSameSizeAs(tokens);
        return tokens;
    }
}
