package dev.patrol.cli.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.cli.declared.DeclaredToken.Wanted;
import dev.patrol.model.Command;
import dev.patrol.model.Declaration;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is declared and whatever there is. */
class PlannerPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Steps STEPS = new Steps("As declared.", "the team");

    @Property
    void afterAnApplyThePlanIsEmptyButForWhatIsBlocked(
            @ForAll("files") List<DeclaredToken> file, @ForAll("organizations") List<Existing> organization) {
        // Given
        World world = world(organization);

        // When
        Plan applied = apply(file, world);

        // Then
        assertThat(applied.actions()).allSatisfy(change -> assertThat(kindOf(change.token(), plan(file, world)))
                .isEqualTo(Kind.UNTOUCHED));
        assertThat(plan(file, world).actions()).isEmpty();
    }

    @Property
    void applyingAgainAsksForNothing(
            @ForAll("files") List<DeclaredToken> file, @ForAll("organizations") List<Existing> organization) {
        // Given
        World world = world(organization);
        apply(file, world);
        world.endOverlaps();
        apply(file, world);
        world.endOverlaps();
        Map<Lineage, RealLineage> before = world.lineages();

        // When
        apply(file, world);

        // Then
        assertThat(world.lineages()).isEqualTo(before);
    }

    @Property
    void whatIsNotDeclaredIsNeverTouched(
            @ForAll("files") List<DeclaredToken> file, @ForAll("organizations") List<Existing> organization) {
        // Given
        World world = world(organization);
        Map<Lineage, RealLineage> before = world.lineages();
        Set<Lineage> declared =
                file.stream().map(DeclaredToken::lineage).collect(Collectors.toCollection(HashSet::new));

        // When
        apply(file, world);

        // Then
        before.forEach((lineage, real) -> {
            if (!declared.contains(lineage)) {
                assertThat(world.of(lineage)).isEqualTo(real);
            }
        });
    }

    @Property
    void onlyWhatIsToBeDeadIsRevokedAndNoStrangerUnlessAdopted(
            @ForAll("files") List<DeclaredToken> file, @ForAll("organizations") List<Existing> organization) {
        // Given
        World world = world(organization);

        // When
        List<Change> revoking = plan(file, world).changes().stream()
                .filter(change -> STEPS.of(change).stream().anyMatch(RevokeToken.class::isInstance))
                .toList();

        // Then
        assertThat(revoking).allSatisfy(change -> {
            assertThat(change.token().wanted()).isEqualTo(Wanted.REVOKED);
            assertThat(change.token().mayAdopt()
                            || world.of(change.token().lineage()).declared().isPresent())
                    .isTrue();
        });
    }

    private static Plan apply(List<DeclaredToken> file, World world) {
        Plan plan = plan(file, world);
        for (Change change : plan.actions()) {
            for (Command command : STEPS.of(change)) {
                world.obey(command);
            }
        }
        return plan;
    }

    private static Plan plan(List<DeclaredToken> file, World world) {
        return new Planner(false, Optional.empty(), NOW).plan(file, world.lineages());
    }

    private static Kind kindOf(DeclaredToken token, Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.token().equals(token))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    /** A lineage that is there: its tokens are a family, or two strangers. */
    record Existing(
            String name,
            int tokens,
            boolean isFamily,
            boolean isGlobal,
            Duration life,
            List<String> scopes,
            Optional<Declaration> declared) {}

    private static World world(List<Existing> organization) {
        World world = new World(NOW);
        for (Existing existing : organization) {
            String[] scopes = existing.scopes().toArray(String[]::new);
            String name = existing.name();
            for (int token = 0; token < existing.tokens(); token++) {
                Token made = world.add(name, existing.life(), existing.isGlobal(), scopes);
                name = existing.isFamily() ? made.successorName() : existing.name();
            }
            existing.declared()
                    .ifPresent(declaration ->
                            world.declare(Lineage.of(Declared.ORGANIZATION, existing.name()), declaration));
        }
        return world;
    }

    @Provide
    Arbitrary<List<DeclaredToken>> files() {
        Arbitrary<DeclaredToken> token = Combinators.combine(
                        names(), Arbitraries.of(Wanted.class), Arbitraries.of(true, false), declarations())
                .as((name, wanted, mayAdopt, declaration) -> wanted == Wanted.PRESENT
                        ? Declared.present(name, mayAdopt, declaration)
                        : Declared.wanted(name, wanted, mayAdopt));
        return token.list().ofMaxSize(6).uniqueElements(DeclaredToken::name);
    }

    @Provide
    Arbitrary<List<Existing>> organizations() {
        return Combinators.combine(
                        names(),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Duration.ofDays(10), Duration.ofDays(45), Duration.ofDays(365)),
                        Arbitraries.of(List.of("vso.code"), List.of("vso.work", "vso.code"), List.of("app_token")),
                        declarations().optional())
                .as(Existing::new)
                .list()
                .ofMaxSize(6)
                .uniqueElements(Existing::name);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("deploy", "mirror", "build", "report", "sync", "import", "archive", "ticket");
    }

    private static Arbitrary<Declaration> declarations() {
        return Combinators.combine(
                        Arbitraries.of(List.of("vso.code"), List.of("vso.code", "vso.work")),
                        Arbitraries.of(Duration.ofDays(21), Duration.ofDays(45)),
                        Arbitraries.of("build-agent", "importer")
                                .list()
                                .ofMaxSize(2)
                                .uniqueElements())
                .as((scopes, validity, dependents) -> new Declaration(
                        scopes, validity, Duration.ofDays(5), null, dependents, null, "For tests.", null));
    }
}
