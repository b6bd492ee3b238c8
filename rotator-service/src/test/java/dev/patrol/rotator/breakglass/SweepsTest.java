package dev.patrol.rotator.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A break-glass while somebody goes on making tokens. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class SweepsTest extends RotationFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void whatIsMadeWhileTokensAreRevokedDiesInTheNextSweep() {
        // Given
        Token known = seed("swept-known", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("swept-*", true, null)));
        azure.addFault(
                Fault.latency(Api.TOKENADMIN_REVOKE, 1_500).afterTheWork().withTimes(1));
        Envelope<RevokeAll> command = topics.write(revokeAll("swept-*", false, would.confirmation()));
        Awaitility.await().atMost(PATIENCE).until(() -> stateOf(known.authorizationId()) == PatStatus.REVOKED);

        // When
        List<Token> late = List.of(seed("swept-late-a", "vso.code"), seed("swept-late-b", "vso.code_full"));

        // Then
        BreakGlassEnded end = awaitEnd(command);
        assertThat(late).extracting(token -> stateOf(token.authorizationId())).containsOnly(PatStatus.REVOKED);
        assertThat(end.account().found()).isEqualTo(3);
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.account().failed()).isZero();
        assertThat(phasesOf(command)).containsSubsequence(Phase.LISTING, Phase.REVOKING, Phase.SWEEPING);
        assertThat(revokedBecauseOf(command))
                .containsExactlyInAnyOrder(
                        known.authorizationId(),
                        late.get(0).authorizationId(),
                        late.get(1).authorizationId());
    }

    @Test
    void whoeverMakesTokensFasterThanTheyDieIsToldOfAtTheEnd() throws InterruptedException {
        // Given
        seed("flood-0", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("flood-*", true, null)));
        azure.addFault(Fault.latency(Api.TOKENADMIN_REVOKE, 200).afterTheWork());
        ScheduledExecutorService attacker = Executors.newSingleThreadScheduledExecutor();
        attacker.scheduleAtFixedRate(
                () -> azure.seedTokens(TokenSeed.of(
                        "flood-" + UUID.randomUUID(), "vso.code", Instant.now().plus(Duration.ofDays(3)))),
                0,
                10,
                TimeUnit.MILLISECONDS);

        // When
        Envelope<RevokeAll> command = topics.write(revokeAll("flood-*", false, would.confirmation()));
        BreakGlassEnded end = awaitEnd(command);

        // Then
        attacker.shutdownNow();
        assertThat(attacker.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(end.isWhole()).isFalse();
        assertThat(end.account().failed()).isPositive().isEqualTo(end.failed().size());
        assertThat(end.account().revoked())
                .isEqualTo(end.account().found() - end.account().failed());
        assertThat(end.failed())
                .extracting(token -> stateOf(token.authorizationId()))
                .containsOnly(PatStatus.ALIVE);
        assertThat(azure.tokens().stream()
                        .filter(token -> token.displayName().startsWith("flood-"))
                        .filter(token -> token.state() == PatStatus.REVOKED)
                        .map(TokenFact::authorizationId))
                .containsExactlyInAnyOrderElementsOf(revokedBecauseOf(command));
    }

    @Test
    void whatAzureDevOpsPutsOffIsDoneLaterAndCountedOnce() {
        // Given
        List<Token> tokens = IntStream.range(0, 3)
                .mapToObj(number -> seed("throttled-" + number, "vso.code"))
                .toList();
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("throttled-*", true, null)));
        for (Api api : List.of(Api.GRAPH, Api.TOKENADMIN_LIST, Api.TOKENADMIN_REVOKE)) {
            azure.addFault(Fault.status(api, 429).withHeader("Retry-After", "1").withTimes(1));
        }
        // Taken, though its answer says otherwise.
        azure.addFault(Fault.status(Api.TOKENADMIN_REVOKE, 429)
                .withHeader("Retry-After", "1")
                .afterTheWork()
                .withSkip(1)
                .withTimes(1));

        // When
        Envelope<RevokeAll> command = topics.write(revokeAll("throttled-*", false, would.confirmation()));

        // Then
        BreakGlassEnded end = awaitEnd(command);
        assertThat(end.account().found()).isEqualTo(3);
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.account().alreadyDead()).isZero();
        assertThat(end.unreachable()).isEmpty();
        assertThat(end.isWhole()).isTrue();
        assertThat(revokedBecauseOf(command))
                .containsExactlyInAnyOrderElementsOf(
                        tokens.stream().map(Token::authorizationId).toList());
    }

    private static RevokeAll revokeAll(String names, boolean dryRun, String confirmation) {
        TokenFilter filter = new TokenFilter(AzureResource.organization(), names, null, null, null);
        return new RevokeAll(filter, "The vault was opened.", "the duty officer", false, dryRun, false, confirmation);
    }

    private static BreakGlassEnded awaitEnd(Envelope<RevokeAll> command) {
        return await(Topic.COMMAND_RESULTS, BreakGlassEnded.class, said -> said.commandId()
                        .equals(command.id()))
                .payload();
    }

    private static List<Phase> phasesOf(Envelope<RevokeAll> command) {
        try (TopicReader results = TopicReader.of(Topic.COMMAND_RESULTS)) {
            return results.allEvents(BreakGlassProgressed.class).stream()
                    .filter(progressed -> progressed.commandId().equals(command.id()))
                    .map(BreakGlassProgressed::phase)
                    .toList();
        }
    }

    /** As often as that was said. */
    private static List<UUID> revokedBecauseOf(Envelope<RevokeAll> command) {
        try (TopicReader revoked = TopicReader.of(Topic.TOKEN_REVOKED)) {
            return revoked.all().stream()
                    .map(revoked::open)
                    .filter(envelope ->
                            envelope.causationId().filter(command.id()::equals).isPresent())
                    .map(envelope -> ((TokenRevoked) envelope.payload()).token().authorizationId())
                    .toList();
        }
    }
}
