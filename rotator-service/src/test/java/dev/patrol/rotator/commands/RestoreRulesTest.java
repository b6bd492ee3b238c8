package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.policy.Objection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Objection OBJECTION =
            new Objection(Severity.HIGH, "no-full-scope", "It would be mighty.", "Ask for less.");
    private static final Token DEAD = token("deploy");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # compromised, revoked for good, include compromised, name asked for, a rule objects, what becomes of it
            false, false, false, deploy-*, false, AGAIN
            false, false, false, -,        false, AGAIN
            false, false, false, deploy,   false, AGAIN
            true,  false, false, -,        false, COMPROMISED
            true,  false, false, deploy,   false, COMPROMISED
            true,  false, true,  -,        false, AGAIN
            false, true,  false, -,        false, REVOKED
            false, true,  false, deploy*,  false, REVOKED
            false, true,  false, deplo?,   false, REVOKED
            false, true,  false, DEPLOY,   false, REVOKED
            false, true,  false, deploy,   false, AGAIN
            false, true,  true,  -,        false, REVOKED
            true,  true,  false, deploy,   false, COMPROMISED
            true,  true,  true,  -,        false, REVOKED
            true,  true,  true,  deploy,   false, AGAIN
            false, false, false, deploy,   true,  REFUSED
            true,  false, false, -,        true,  COMPROMISED
            false, true,  false, -,        true,  REVOKED
            true,  true,  true,  deploy,   true,  REFUSED
            """)
    void whatDiedOnPurposeOrInWrongHandsComesBackOnlyWhereItIsNamed(
            boolean compromised,
            boolean revokedForGood,
            boolean includeCompromised,
            String name,
            boolean objected,
            String verdict) {
        // Given
        RestoreRules rules = rules(compromised, revokedForGood, includeCompromised, name, objected);

        // When
        RestorePlan plan = rules.judge(List.of(DEAD));

        // Then
        assertThat(verdictOf(plan)).isEqualTo(verdict);
    }

    @Test
    void whatIsNotChosenIsNotJudged() {
        // Given
        Token other = token("other");
        RestoreRules rules = new RestoreRules(
                other::equals,
                false,
                Optional.empty(),
                Set.of(),
                Set.of(DEAD.authorizationId()),
                token -> Optional.empty());

        // When
        RestorePlan plan = rules.judge(List.of(DEAD, other));

        // Then
        assertThat(plan).isEqualTo(new RestorePlan(List.of(other), List.of(), List.of(), Map.of()));
    }

    @Test
    void whoReadsTheAnswerIsToldWhatStaysOutAndHowItComesBack() {
        // Given
        RestorePlan plan = new RestorePlan(
                List.of(token("a")),
                List.of(token("b"), token("c")),
                List.of(token("d")),
                Map.of(token("e"), OBJECTION));

        // When
        String outcome = plan.outcome();

        // Then
        assertThat(outcome)
                .isEqualTo("1 token is being issued anew."
                        + " Left out, since found compromised (--include-compromised brings them back): b, c."
                        + " Left out, since revoked on purpose (a restore with exactly this display name brings one"
                        + " back): d."
                        + " Refused by a rule, as is told of each: e.");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "10, false", "11, true", "500, true"})
    void anAnswerNamesAsManyAsAPersonReads(int count, boolean cut) {
        // Given
        List<Token> many = IntStream.range(0, count)
                .mapToObj(number -> token("t" + number))
                .toList();

        // When
        String outcome = new RestorePlan(List.of(), many, List.of(), Map.of()).outcome();

        // Then
        assertThat(outcome.endsWith("t9 and " + (count - 10) + " more.")).isEqualTo(cut);
    }

    private static RestoreRules rules(
            boolean compromised, boolean revokedForGood, boolean includeCompromised, String name, boolean objected) {
        Set<UUID> itself = Set.of(DEAD.authorizationId());
        return new RestoreRules(
                token -> true,
                includeCompromised,
                Optional.ofNullable(name),
                compromised ? itself : Set.of(),
                revokedForGood ? itself : Set.of(),
                token -> objected ? Optional.of(OBJECTION) : Optional.empty());
    }

    private static String verdictOf(RestorePlan plan) {
        if (!plan.again().isEmpty()) {
            return "AGAIN";
        }
        if (!plan.compromised().isEmpty()) {
            return "COMPROMISED";
        }
        return plan.revokedForGood().isEmpty() ? "REFUSED" : "REVOKED";
    }

    private static Token token(String name) {
        return Token.of(
                "contoso",
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                name,
                List.of("vso.code"),
                NOON.minus(Duration.ofDays(20)),
                NOON.plus(Duration.ofDays(10)),
                false,
                Optional.empty());
    }
}
