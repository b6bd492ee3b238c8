package dev.patrol.cli.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.cli.declared.DeclaredToken.Wanted;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String NAME = "deploy";
    private static final Lineage LINEAGE = Lineage.of(Declared.ORGANIZATION, NAME);
    private static final DeclaredToken DEPLOY = Declared.present(NAME, false, Declared.with("vso.code"));
    private static final DeclaredToken ADOPTED = Declared.present(NAME, true, Declared.with("vso.code"));

    private final World world = new World(NOW);

    @Test
    void createsWhatIsNotThere() {
        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.CREATE);
        assertThat(change.toDeclare()).isEqualTo(DEPLOY.declaration());
        assertThat(change.differences()).contains(new Difference("secret", "", LINEAGE.secretName()));
    }

    @Test
    void leavesAloneWhatIsAsDeclared() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.UNTOUCHED);
    }

    @Test
    void aLivingTokenThatNoSecretHoldsIsReplacedByOneThatIsStored() {
        // Given
        Token current = world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change without = onlyChange(DEPLOY, Map.of());
        Change ofAnother = onlyChange(DEPLOY, Map.of(LINEAGE.secretName(), new UUID(7, 7)));
        Change held = onlyChange(DEPLOY, Map.of(LINEAGE.secretName(), current.authorizationId()));

        // Then
        assertThat(List.of(without, ofAnother)).allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(Kind.STORE);
            assertThat(change.differences()).containsExactly(new Difference("secret", "", LINEAGE.secretName()));
        });
        assertThat(held.kind()).isEqualTo(Kind.UNTOUCHED);
    }

    private Change onlyChange(DeclaredToken token, Map<String, UUID> held) {
        Plan plan = new Planner(false, Optional.of(new HeldTokens(held)), NOW).plan(List.of(token), world.lineages());
        assertThat(plan.changes()).hasSize(1);
        return plan.changes().get(0);
    }

    @Test
    void aTokenThatWasNeverDeclaredBlocksUntilItMayBeAdopted() {
        // Given
        Token stranger = world.add(NAME, Duration.ofDays(45), false, "vso.code");

        // When
        Change blocked = onlyChange(DEPLOY);
        Change adopted = onlyChange(ADOPTED);

        // Then
        assertThat(blocked.kind()).isEqualTo(Kind.BLOCKED);
        assertThat(blocked.obstacle().orElseThrow().remedy()).contains("adopt: true");
        assertThat(adopted.kind()).isEqualTo(Kind.ADOPT);
        assertThat(adopted.toDeclare().orElseThrow().adopts()).isEqualTo(stranger.authorizationId());
    }

    @Test
    void anAdoptionWhoseRotationFailedIsTakenUpAgain() {
        // Given
        Token stranger = world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Differences.adopting(Declared.with("vso.code"), stranger.authorizationId()));

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.ADOPT);
        assertThat(change.toDeclare()).isEmpty();
    }

    @Test
    void otherScopesWantASuccessor() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "app_token");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.RESCOPE);
        assertThat(change.differences()).containsExactly(new Difference("scopes", "app_token", "vso.code"));
    }

    @Test
    void theOrderOfScopesMeansNothing() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.work", "vso.code");
        world.declare(LINEAGE, Declared.with("vso.work", "vso.code"));

        // When
        Change change = onlyChange(Declared.present(NAME, false, Declared.with("vso.code", "vso.work")));

        // Then
        assertThat(change.kind()).isEqualTo(Kind.UNTOUCHED);
    }

    @Test
    void aTokenForAllOrganizationsIsReplacedByOneForItsOwn() {
        // Given
        world.add(NAME, Duration.ofDays(45), true, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.RESCOPE);
    }

    @Test
    void aLongerLifeThanDeclaredIsRotatedAndAShorterOneIsNot() {
        // Given
        world.add(NAME, Duration.ofDays(365), false, "vso.code");
        world.add("short", Duration.ofDays(10), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));
        world.declare(Lineage.of(Declared.ORGANIZATION, "short"), Declared.with("vso.code"));

        // When
        Plan plan = plan(DEPLOY, Declared.present("short", false, Declared.with("vso.code")));

        // Then
        assertThat(plan.changes()).extracting(Change::kind).containsExactly(Kind.ROTATE, Kind.UNTOUCHED);
    }

    @Test
    void whatIsLaidDownIsChangedWithoutTouchingTheToken() {
        // Given
        world.add(NAME, Duration.ofDays(21), false, "vso.code");
        world.declare(LINEAGE, Declared.with(Duration.ofDays(21), "vso.code"));

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.UPDATE);
        assertThat(change.differences()).containsExactly(new Difference("lifetime", "21d", "45d"));
    }

    @Test
    void aRotationUnderWayIsWaitedFor() {
        // Given
        Token previous = world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.add(previous.successorName(), Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change asDeclared = onlyChange(Declared.present(NAME, false, Declared.with("vso.code")));
        Change rescoped = onlyChange(Declared.present(NAME, false, Declared.with("vso.work")));

        // Then
        assertThat(asDeclared.kind()).isEqualTo(Kind.UNTOUCHED);
        assertThat(rescoped.kind()).isEqualTo(Kind.BLOCKED);
    }

    @Test
    void ofTwoTokensThatAreNoFamilyNoneIsGuessedAbout() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.add(NAME, Duration.ofDays(44), false, "vso.code");

        // When
        Change change = onlyChange(ADOPTED);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.BLOCKED);
    }

    @Test
    void revokesOnlyWhatTheFileSaysIsToBeDead() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));
        world.add("stranger", Duration.ofDays(45), false, "vso.code");

        // When
        Plan plan = plan(
                Declared.wanted(NAME, Wanted.REVOKED, false),
                Declared.wanted("stranger", Wanted.REVOKED, false),
                Declared.wanted("gone", Wanted.REVOKED, false));

        // Then
        assertThat(plan.changes()).extracting(Change::kind).containsExactly(Kind.REVOKE, Kind.BLOCKED, Kind.UNTOUCHED);
    }

    @Test
    void adoptingAllRevokesNoStranger() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.code");
        DeclaredToken dead = Declared.wanted(NAME, Wanted.REVOKED, false);

        // When
        Plan plan = new Planner(true, Optional.empty(), NOW).plan(List.of(dead), world.lineages());

        // Then
        assertThat(plan.changes()).extracting(Change::kind).containsExactly(Kind.BLOCKED);
    }

    @Test
    void releasesWhatWasDeclaredAndLeavesTheToken() {
        // Given
        world.add(NAME, Duration.ofDays(45), false, "vso.code");
        world.declare(LINEAGE, Declared.with("vso.code"));

        // When
        Change change = onlyChange(Declared.wanted(NAME, Wanted.RELEASED, false));

        // Then
        assertThat(change.kind()).isEqualTo(Kind.RELEASE);
    }

    @Test
    void whatTheFileDoesNotNameIsToldAndNotTouched() {
        // Given
        world.add("personal", Duration.ofDays(45), false, "app_token");

        // When
        Plan plan = plan();

        // Then
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.undeclared())
                .extracting(RealLineage::lineage)
                .containsExactly(Lineage.of(Declared.ORGANIZATION, "personal"));
    }

    @Test
    void aTokenThatIsDeadByNowIsNoneAnyMore() {
        // Given
        world.add(NAME, Duration.ofDays(1), false, "vso.code");

        // When
        Change change = onlyChange(DEPLOY);

        // Then
        assertThat(change.kind()).isEqualTo(Kind.CREATE);
    }

    private Change onlyChange(DeclaredToken token) {
        return plan(token).changes().get(0);
    }

    private Plan plan(DeclaredToken... tokens) {
        return new Planner(false, Optional.empty(), NOW).plan(List.of(tokens), world.lineages());
    }
}
