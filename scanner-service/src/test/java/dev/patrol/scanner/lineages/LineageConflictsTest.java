package dev.patrol.scanner.lineages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageConflictsTest {
    private static final Token DEPLOY = token("deploy");
    private static final Token SUCCESSOR = token(DEPLOY.successorName());
    private static final Token ITS_SUCCESSOR = token(SUCCESSOR.successorName());

    @Test
    void oneTokenIsNoConflict() {
        assertConflicting(List.of(DEPLOY, token("other")), List.of());
    }

    @Test
    void aTokenAndItsSuccessorAreARotationUnderWay() {
        assertConflicting(List.of(DEPLOY, SUCCESSOR), List.of());
    }

    @Test
    void threeGenerationsAreOneLine() {
        assertConflicting(List.of(ITS_SUCCESSOR, DEPLOY, SUCCESSOR), List.of());
    }

    @Test
    void twoOfOneNameAreAmbiguous() {
        Token twin = token("deploy");
        assertConflicting(List.of(DEPLOY, twin), List.of(DEPLOY, twin));
    }

    @Test
    void aVersionMadeByHandIsAmbiguousBesideItsBase() {
        Token byHand = token("deploy-v2");
        assertConflicting(List.of(DEPLOY, byHand), List.of(DEPLOY, byHand));
    }

    @Test
    void aStrangerBesideARotationMakesAllAmbiguous() {
        Token byHand = token("deploy-v2");
        List<Token> all = List.of(DEPLOY, SUCCESSOR, byHand);
        assertConflicting(all, all);
    }

    @Test
    void twoSuccessorsOfOneTokenAreAmbiguous() {
        List<Token> all = List.of(DEPLOY, SUCCESSOR, token(DEPLOY.successorName()));
        assertConflicting(all, all);
    }

    @Test
    void theAnnouncementNamesAllOfThem() {
        // Given
        Token twin = token("deploy");

        // When
        var violation = LineageConflicts.among(List.of(DEPLOY, twin)).violationOf(DEPLOY);

        // Then
        assertThat(violation.found())
                .contains(
                        DEPLOY.authorizationId().toString(),
                        twin.authorizationId().toString());
        assertThat(violation.token()).isEqualTo(DEPLOY);
    }

    private static void assertConflicting(List<Token> live, List<Token> expected) {
        LineageConflicts conflicts = LineageConflicts.among(live);

        assertThat(live.stream().filter(conflicts::concerns)).containsExactlyElementsOf(expected);
    }

    private static Token token(String name) {
        return Token.of(
                "contoso",
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-12-01T00:00:00Z"),
                false,
                Optional.empty());
    }
}
