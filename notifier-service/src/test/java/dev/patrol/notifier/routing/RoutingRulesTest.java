package dev.patrol.notifier.routing;

import static dev.patrol.notifier.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Milestone;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.notifier.Tokens;
import dev.patrol.notifier.mail.SampleEvents;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingRulesTest {
    private static final String ROUTE = "patrol.notifications.routes[0].";

    @ParameterizedTest
    @MethodSource
    void routineWaitsForTheDigestAndSecurityForNothing(Event event, Urgency urgency) {
        // When
        List<Route> routes = rules(Map.of()).decide(event, NOON);

        // Then
        assertThat(routes)
                .containsExactly(
                        new Route(mail("ops@contoso.example"), urgency),
                        new Route(mail("sec@contoso.example"), urgency));
    }

    static Stream<Arguments> routineWaitsForTheDigestAndSecurityForNothing() {
        return Stream.of(
                Arguments.of(Tokens.expiring(1, Milestone.THIRTY_DAYS, true), Urgency.DIGEST),
                Arguments.of(Tokens.expiring(1, Milestone.ONE_DAY, true), Urgency.DIGEST),
                Arguments.of(Tokens.expiring(1, Milestone.THIRTY_DAYS, false), Urgency.PROMPT),
                Arguments.of(Tokens.expiring(1, Milestone.ONE_DAY, false), Urgency.URGENT),
                // full access is never rotated, whoever calls it due
                Arguments.of(
                        new TokenExpiring(Tokens.token(1, Token.FULL_SCOPE, null), 7, Milestone.SEVEN_DAYS, true, true),
                        Urgency.PROMPT),
                Arguments.of(Tokens.rotated(1), Urgency.DIGEST),
                Arguments.of(Tokens.revoked(1, Trigger.EXPIRY), Urgency.DIGEST),
                Arguments.of(Tokens.revoked(1, Trigger.RECONCILIATION), Urgency.DIGEST),
                Arguments.of(Tokens.revoked(1, Trigger.COMMAND), Urgency.URGENT),
                Arguments.of(Tokens.revoked(1, Trigger.COMPROMISE), Urgency.URGENT),
                Arguments.of(
                        new TokenRevoked(Tokens.token(1), "Over.", Trigger.EXPIRY, null, List.of("billing")),
                        Urgency.URGENT),
                Arguments.of(Tokens.failed(1), Urgency.URGENT),
                Arguments.of(Tokens.violated(1, Severity.MEDIUM), Urgency.DIGEST),
                Arguments.of(Tokens.violated(1, Severity.HIGH), Urgency.URGENT),
                Arguments.of(sample("token-compromised"), Urgency.URGENT),
                Arguments.of(sample("token-unused"), Urgency.DIGEST),
                Arguments.of(sample("sign-in-required"), Urgency.URGENT),
                Arguments.of(sample("audit-report"), Urgency.PROMPT),
                Arguments.of(new RotationAcknowledged("contoso", "token-1", new UUID(7, 1), "billing"), Urgency.DIGEST),
                Arguments.of(refused(Severity.LOW), Urgency.PROMPT),
                Arguments.of(refused(Severity.HIGH), Urgency.URGENT),
                Arguments.of(sample("break-glass-ended"), Urgency.URGENT),
                Arguments.of(sample("token-created"), Urgency.DIGEST),
                Arguments.of(sample("mail-undelivered"), Urgency.URGENT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            events=token-rotated                              | true
            events=token-expiring,token-rotated               | true
            events=token-expiring                             | false
            organizations=contoso                             | true
            organizations=cont*                               | true
            organizations=fabrikam                            | false
            tokens=token-*                                    | true
            tokens=deploy-*,token-1                           | true
            tokens=deploy-*                                   | false
            owners=*@contoso.example                          | true
            owners=*@fabrikam.example                         | false
            severity=LOW                                      | true
            severity=MEDIUM                                   | false
            from=08:00;to=18:00                               | true
            from=18:00;to=08:00                               | false
            days=MONDAY                                       | true
            days=tuesday,wednesday                            | false
            events=token-rotated;tokens=token-*;days=monday   | true
            events=token-rotated;tokens=token-*;days=tuesday  | false
            """)
    void aRuleHoldsForWhatFitsAllOfIt(String condition, boolean fits) {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of(ROUTE + "recipients", "team@contoso.example"));
        for (String part : condition.split(";")) {
            settings.put(ROUTE + part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }

        // When
        List<Route> routes = rules(settings).decide(Tokens.rotated(1), NOON);

        // Then
        assertThat(routes.get(0).to()).isEqualTo(mail(fits ? "team@contoso.example" : "ops@contoso.example"));
    }

    @Test
    void theFirstRuleThatFitsHolds() {
        // Given
        RoutingRules rules = rules(Map.of(
                ROUTE + "tokens",
                "deploy-*",
                ROUTE + "recipients",
                "first@contoso.example",
                "patrol.notifications.routes[1].tokens",
                "token-*",
                "patrol.notifications.routes[1].recipients",
                "second@contoso.example",
                "patrol.notifications.routes[2].recipients",
                "third@contoso.example"));

        // When
        List<Route> routes = rules.decide(Tokens.rotated(1), NOON);

        // Then
        assertThat(routes).extracting(Route::to).containsExactly(mail("second@contoso.example"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner                          | kim@contoso.example                     | kim@contoso.example
            owner,default                  | kim@contoso.example                     | kim@contoso.example ops@contoso.example sec@contoso.example
            owner                          | CONTOSO\\kim                            | ops@contoso.example sec@contoso.example
            owner                          |                                         | ops@contoso.example sec@contoso.example
            owner,team@contoso.example     |                                         | team@contoso.example
            """)
    void theOwnerIsToldWhereTheirAddressIsKnownAndTheDefaultRecipientsElse(
            String recipients, String owner, String expected) {
        // Given
        RoutingRules rules = rules(Map.of(ROUTE + "recipients", recipients));

        // When
        List<Route> routes = rules.decide(ownedBy(owner), NOON);

        // Then
        assertThat(routes).extracting(route -> route.to().address()).containsExactly(expected.split(" "));
    }

    @Test
    void aRuleCanHaveRoutineToldAtOnceAndOthersInTheDigest() {
        // Given
        RoutingRules prompt = rules(Map.of(ROUTE + "urgency", "immediate"));
        RoutingRules later = rules(Map.of(ROUTE + "urgency", "digest"));

        // When
        Stream<Urgency> urgencies = Stream.of(
                prompt.decide(Tokens.rotated(1), NOON).get(0).urgency(),
                prompt.decide(Tokens.failed(1), NOON).get(0).urgency(),
                later.decide(Tokens.failed(1), NOON).get(0).urgency());

        // Then
        assertThat(urgencies).containsExactly(Urgency.PROMPT, Urgency.URGENT, Urgency.DIGEST);
    }

    @Test
    void aWebhookGetsWhatItIsRegisteredForBesidePeople() {
        // Given
        RoutingRules rules = rules(Map.of(
                "patrol.notifications.webhooks[0].name",
                "siem",
                "patrol.notifications.webhooks[0].url",
                "https://siem.example",
                "patrol.notifications.webhooks[0].events",
                "token-rotated,token-revoked",
                "patrol.notifications.webhooks[1].name",
                "channel",
                "patrol.notifications.webhooks[1].url",
                "https://teams.example",
                "patrol.notifications.webhooks[1].form",
                "teams",
                "patrol.notifications.webhooks[1].events",
                "none",
                ROUTE + "events",
                "rotation-failed",
                ROUTE + "recipients",
                "channel"));

        // When
        List<Route> rotated = rules.decide(Tokens.rotated(1), NOON);
        List<Route> failed = rules.decide(Tokens.failed(1), NOON);

        // Then
        assertThat(rotated)
                .extracting(route -> route.to().toString())
                .containsExactly("mail:ops@contoso.example", "mail:sec@contoso.example", "webhook:siem");
        assertThat(failed).extracting(route -> route.to().toString()).containsExactly("teams:channel");
    }

    @Test
    void nobodyIsToldOfThemselvesBeingOutOfReach() {
        // Given
        Event undelivered = new MailUndelivered("OPS@contoso.example", NOON, true, "550", "Mend it.");

        // When
        List<Route> routes = rules(Map.of()).decide(undelivered, NOON);

        // Then
        assertThat(routes).extracting(route -> route.to().address()).containsExactly("sec@contoso.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patrol.notifications.quiet-from=22:00                   | PATROL_NOTIFICATIONS_QUIET_TO is not set
            patrol.notifications.quiet-to=06:00                     | PATROL_NOTIFICATIONS_QUIET_FROM is not set
            patrol.notifications.routes[3].events=token-rotatet     | PATROL_NOTIFICATIONS_ROUTES_3__EVENTS has "token-rotatet"
            patrol.notifications.routes[0].recipients=siem          | PATROL_NOTIFICATIONS_ROUTES_0__RECIPIENTS has "siem"
            patrol.notifications.routes[0].days=MON                 | PATROL_NOTIFICATIONS_ROUTES_0__DAYS has "MON"
            patrol.notifications.webhooks[0].events=everything      | PATROL_NOTIFICATIONS_WEBHOOKS_0__EVENTS has "everything"
            """)
    void settingsThatMakeNoSenseTogetherAreNamed(String setting, String problem) {
        // Given
        int equals = setting.indexOf('=');
        SmallRyeConfig config = config(Map.of(
                "patrol.notifications.webhooks[0].name",
                "hook",
                "patrol.notifications.webhooks[0].url",
                "https://hook.example",
                setting.substring(0, equals),
                setting.substring(equals + 1)));

        // When
        List<String> problems = NotificationCheck.problemsOf(config);

        // Then
        assertThat(problems).hasSize(1).first().asString().startsWith(problem);
    }

    @Test
    void soundSettingsHaveNoProblem() {
        // Given
        SmallRyeConfig config = config(Map.of(
                "patrol.notifications.quiet-from",
                "22:00",
                "patrol.notifications.quiet-to",
                "06:00",
                "patrol.notifications.webhooks[0].name",
                "siem",
                "patrol.notifications.webhooks[0].url",
                "https://siem.example",
                ROUTE + "events",
                "token-rotated, token-revoked",
                ROUTE + "recipients",
                "owner, default, siem, a@b.example",
                ROUTE + "days",
                "MONDAY, friday"));

        // When
        List<String> problems = NotificationCheck.problemsOf(config);

        // Then
        assertThat(problems).isEmpty();
    }

    private static Event ownedBy(String owner) {
        return new TokenExpiring(Tokens.token(1, "vso.code", owner), 7, Milestone.SEVEN_DAYS, true, true);
    }

    private static Event sample(String name) {
        return SampleEvents.byName().get(name).payload();
    }

    private static Recipient mail(String address) {
        return Recipient.mail(address);
    }

    private static RoutingRules rules(Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        return new RoutingProducer()
                .rules(
                        config.getConfigMapping(NotificationSettings.class),
                        config.getConfigMapping(RecipientSettings.class));
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> values =
                new HashMap<>(Map.of("patrol.mail.recipients", "ops@contoso.example, sec@contoso.example"));
        values.putAll(settings);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(NotificationSettings.class)
                .withMapping(RecipientSettings.class)
                .withValidateUnknown(false)
                .build();
    }

    private static CommandRefused refused(Severity severity) {
        return new CommandRefused(
                "8a4b", "dev.patrol.command.revoke-token.v1", null, null, severity, "code", "Reason.", "Remedy.");
    }
}
