package dev.patrol.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Tokens;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.Severity;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.text.Glob;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
    private static final Token TOKEN = Tokens.token("contoso", "deploy-production", Duration.ofDays(4));
    private static final Map<String, Payload> HAPPENINGS = Map.of(
            "revoked",
            TokenRevoked.of(TOKEN, "r", Trigger.COMMAND, null),
            "violated",
            PolicyViolated.fullScope(TOKEN),
            "sign-in",
            new SignInRequired(List.of("Contoso", "fabrikam"), "r", "f", "m", "a", null),
            "command",
            new RevokeToken(TokenSelector.bySecretName("contoso", TOKEN.secretName()), "r", "w", false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | ''       | ''                | ''     | revoked violated sign-in command",
                "token.revoked               | ''       | ''                | ''     | revoked",
                "token.revoked.v1            | ''       | ''                | ''     | revoked",
                "token.*,policy.*            | ''       | ''                | ''     | revoked violated",
                "''                          | fabrikam | ''                | ''     | sign-in",
                "''                          | contoso  | ''                | ''     | revoked violated sign-in command",
                "''                          | ''       | deploy-*          | ''     | revoked violated command",
                "''                          | ''       | deploy-production | ''     | revoked violated",
                "''                          | ''       | other             | ''     | ''",
                "''                          | ''       | ''                | HIGH   | violated",
                "''                          | ''       | ''                | CRITICAL | ''",
                "policy.*                    | contoso  | deploy-*          | LOW    | violated",
                "token.*                     | contoso  | deploy-*          | LOW    | ''"
            })
    void takesWhatFitsAllThatIsGiven(
            String types, String organization, String token, String severity, String expected) {
        // Given
        EventFilter filter = new EventFilter(
                Arrays.stream(types.split(","))
                        .filter(type -> !type.isEmpty())
                        .map(Glob::of)
                        .toList(),
                organization.isEmpty() ? Set.of() : Set.of(organization),
                Optional.of(token).filter(text -> !text.isEmpty()).map(Glob::of),
                Optional.of(severity).filter(text -> !text.isEmpty()).map(Severity::valueOf));

        // When
        List<String> taken = HAPPENINGS.keySet().stream()
                .filter(name -> filter.test(happening(HAPPENINGS.get(name))))
                .sorted()
                .toList();

        // Then
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(expected.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Test
    void aTypeThatThisProgramDoesNotKnowIsFilteredByTheSameFields() {
        // Given
        EventFilter filter = new EventFilter(
                List.of(Glob.of("token.melted")), Set.of("contoso"), Optional.of(Glob.of("d*")), Optional.empty());

        // When
        boolean taken = filter.test(
                TestHappenings.unknown("{\"token\": {\"organization\": \"contoso\", \"displayName\": \"d\"}}"));
        boolean left = filter.test(
                TestHappenings.unknown("{\"token\": {\"organization\": \"contoso\", \"displayName\": \"e\"}}"));
        boolean broken = filter.test(TestHappenings.unknown("{"));

        // Then
        assertThat(List.of(taken, left, broken)).containsExactly(true, false, false);
    }

    private static Happening happening(Payload payload) {
        return Happening.of(Envelope.first(payload, URI.create("/test"), Tokens.NOW));
    }
}
