package dev.patrol.simulator.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.access.AdministratorToken;
import dev.patrol.simulator.identity.BearerTokens;
import dev.patrol.simulator.identity.Subject;
import dev.patrol.simulator.inspection.TokenValueFinder.Finding;
import dev.patrol.simulator.inspection.TokenValueFinder.Form;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.pats.TokenValues;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenValueFinderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final TokenValues values = new TokenValues();
    private final PatStore store = new PatStore();
    private final AdministratorToken administrator = new AdministratorToken(
            User.of("admin@fabrikam.example"), UUID.randomUUID(), Credential.of("an admin's unusual value + more"));
    private final TokenValueFinder finder =
            new TokenValueFinder(store, administrator, List.of(Credential.of("another secret")));
    private PatToken token;

    @BeforeEach
    void issue() {
        token = add(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "before%safter", "{\"token\":\"%s\"}", "AZDO AZDO %s AZDO", "AZDO%s"})
    void findsAValueAsItIs(String text) {
        // When
        Optional<Finding> finding = finder.find(text.formatted(value()));

        // Then
        assertThat(finding).contains(new Finding(token.authorizationId(), Form.RAW));
    }

    @Test
    void findsTheValueOfARevokedToken() {
        // Given
        PatToken revoked = add(Optional.of(NOW));

        // When
        Optional<Finding> finding = finder.find(revoked.value().reveal());

        // Then
        assertThat(finding).contains(new Finding(revoked.authorizationId(), Form.RAW));
    }

    @Test
    void findsAValueInBase64AtAnyOffsetWithAndWithoutPadding() {
        for (int before = 0; before < 7; before++) {
            for (int after = 0; after < 4; after++) {
                // Given
                String content = "x".repeat(before) + value() + "~".repeat(after);
                byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

                // When
                Optional<Finding> padded =
                        finder.find("log " + Base64.getEncoder().encodeToString(bytes) + " line");
                Optional<Finding> unpadded =
                        finder.find(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

                // Then
                assertThat(padded).contains(new Finding(token.authorizationId(), Form.BASE64));
                assertThat(unpadded).contains(new Finding(token.authorizationId(), Form.BASE64));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "usr", "user"})
    void findsAValueInBasicAuthentication(String user) {
        // Given
        byte[] pair = (user + ":" + value()).getBytes(StandardCharsets.UTF_8);

        // When
        Optional<Finding> padded =
                finder.find("Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n");
        Optional<Finding> url =
                finder.find(Base64.getUrlEncoder().withoutPadding().encodeToString(pair));

        // Then
        assertThat(padded).contains(new Finding(token.authorizationId(), Form.BASIC));
        assertThat(url).contains(new Finding(token.authorizationId(), Form.BASIC));
    }

    @Test
    void findsAValueInFoldedMail() {
        // Given
        String quotedPrintable = "token=3D" + value().substring(0, 60) + "=\r\n" + value().substring(60) + "\r\n";
        String mime =
                Base64.getMimeEncoder().encodeToString(("Your token is " + value()).getBytes(StandardCharsets.UTF_8));

        // When
        // Then
        assertThat(finder.find(quotedPrintable)).contains(new Finding(token.authorizationId(), Form.RAW));
        assertThat(finder.find(mime)).contains(new Finding(token.authorizationId(), Form.BASE64));
    }

    @Test
    void findsTheAdministratorsValueOfAnyForm() {
        // Given
        String value = administrator.value().reveal();
        String basic = Base64.getEncoder().encodeToString((":" + value).getBytes(StandardCharsets.UTF_8));
        String base64 = Base64.getUrlEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));

        // When
        // Then
        assertThat(finder.find("x" + value)).contains(new Finding(administrator.authorizationId(), Form.RAW));
        assertThat(finder.find(basic)).contains(new Finding(administrator.authorizationId(), Form.BASIC));
        assertThat(finder.find(base64)).contains(new Finding(administrator.authorizationId(), Form.BASE64));
    }

    @Test
    void findsBearerTokensAndWhatTheyAreGotBy() {
        // Given
        String bearer = new BearerTokens(Clock.systemUTC(), Duration.ofHours(1))
                .issue(Subject.of(administrator.user()), "a resource")
                .value()
                .reveal();

        // When
        // Then
        assertThat(finder.find("Bearer " + bearer)).contains(new Finding(null, Form.RAW));
        assertThat(finder.find("it is another secret.")).contains(new Finding(null, Form.RAW));
    }

    @Test
    void findsNothingInWhatHoldsNoValue() {
        // Given
        String stranger = values.next(NOW).reveal();
        String almost = value().substring(0, 83);
        String inBase64 = Base64.getEncoder().encodeToString(stranger.getBytes(StandardCharsets.UTF_8));

        // When
        // Then
        assertThat(finder.find("")).isEmpty();
        assertThat(finder.find("AZDO")).isEmpty();
        assertThat(finder.find(stranger)).isEmpty();
        assertThat(finder.find(almost)).isEmpty();
        assertThat(finder.find(inBase64)).isEmpty();
        assertThat(finder.find("UUo5 UVFK SlFR".repeat(50))).isEmpty();
    }

    @Test
    void readsTensOfMegabytesInSecondsWhateverTheNumberOfTokens() {
        // Given
        IntStream.range(0, 20_000).forEach(n -> add(Optional.empty()));
        String noise = (values.next(NOW).reveal() + " a line of a log\n").repeat(300_000);
        long start = System.nanoTime();

        // When
        Optional<Finding> finding = finder.find(noise + value());

        // Then
        assertThat(finding).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private String value() {
        return token.value().reveal();
    }

    private PatToken add(Optional<Instant> revokedAt) {
        PatToken added = new PatToken(
                UUID.randomUUID(),
                Organization.named("fabrikam"),
                User.of("owner@fabrikam.example"),
                "t",
                "vso.code",
                false,
                NOW,
                NOW.plusSeconds(60),
                values.next(NOW),
                revokedAt);
        store.add(added);
        return added;
    }
}
