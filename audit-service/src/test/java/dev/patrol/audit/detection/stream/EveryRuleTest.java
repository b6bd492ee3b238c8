package dev.patrol.audit.detection.stream;

import static dev.patrol.audit.detection.stream.Bench.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule, whatever it looks for. What is peculiar to one is in {@link RulesTest}. */
class EveryRuleTest {
    private static final Duration NEARLY_AN_HOUR = Duration.ofMinutes(50);
    private static final String BROWSER = "Mozilla/5.0 Gecko/20100101";
    private static final BiConsumer<Bench, Token> NOTHING = (bench, token) -> {};

    /**
     * @param settings of the rule
     * @param before what has happened
     * @param hit the entry that the rule finds then
     * @param miss one in its place that it only just does not find
     */
    private record Example(
            String rule,
            Map<String, String> settings,
            BiConsumer<Bench, Token> before,
            UnaryOperator<Entry> hit,
            UnaryOperator<Entry> miss) {
        Entry hitBy(Token token) {
            return hit.apply(Entry.with(token));
        }

        Entry missBy(Token token) {
            return miss.apply(Entry.with(token));
        }

        Bench bench() {
            return benchWith(Map.of());
        }

        Bench benchWith(Map<String, String> more) {
            Map<String, String> all = new HashMap<>();
            all.put("patrol.detection.allowed-networks", "192.0.2.0/24");
            all.put("patrol.detection.rules[0].rule", rule);
            settings.forEach((name, value) -> all.put("patrol.detection.rules[0]." + name, value));
            more.forEach((name, value) -> all.put("patrol.detection.rules[0]." + name, value));
            return Bench.with(all);
        }

        long foundIn(Bench bench) {
            return bench.rulesThatFound().stream().filter(rule::equals).count();
        }

        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Example> examples() {
        Map<String, String> usual = Map.of();
        Map<String, String> on = Map.of("enabled", "true");
        return Stream.of(
                new Example(
                        "unknown-address",
                        usual,
                        NOTHING,
                        entry -> entry.from("203.0.113.9"),
                        entry -> entry.from("192.0.2.255")),
                new Example(
                        "new-network",
                        on,
                        EveryRuleTest::usedForWeeks,
                        entry -> entry.from("203.0.113.9"),
                        entry -> entry.from("192.0.255.255")),
                new Example(
                        "new-action",
                        usual,
                        EveryRuleTest::usedForWeeks,
                        entry -> entry.doing("Library.AgentAdded"),
                        entry -> entry),
                new Example(
                        "outside-hours",
                        usual,
                        NOTHING,
                        entry -> entry.at("2026-03-02T22:00:00Z"),
                        entry -> entry.at("2026-03-02T21:59:59.999Z")),
                new Example(
                        "dormant-token",
                        usual,
                        (bench, token) -> bench.log(Entry.with(token)
                                .at(NOON.minus(Duration.ofDays(60)))
                                .build()),
                        entry -> entry,
                        entry -> entry.at(NOON.minusSeconds(1))),
                new Example(
                        "high-frequency",
                        Map.of("threshold", "5"),
                        (bench, token) -> series(bench, token, 4, 14, entry -> entry),
                        entry -> entry,
                        entry -> entry.at(NOON.plusSeconds(4))),
                new Example(
                        "scope-escalation",
                        on,
                        (bench, token) -> series(bench, token, 14, 30, EveryRuleTest::refused),
                        EveryRuleTest::refused,
                        entry -> entry),
                new Example(
                        "two-networks",
                        usual,
                        EveryRuleTest::usedTenMinutesAgo,
                        entry -> entry.from("203.0.113.9"),
                        entry -> entry.from("203.0.113.9").at(NOON.plusSeconds(1))),
                new Example(
                        "two-agents",
                        usual,
                        EveryRuleTest::usedTenMinutesAgo,
                        entry -> entry.using("curl/8.5.0"),
                        entry -> entry.using("curl/8.5.0").at(NOON.plusSeconds(1))),
                new Example(
                        "public-discovery",
                        usual,
                        NOTHING,
                        entry -> entry.doing("Token.PatPublicDiscoveryEvent"),
                        entry -> entry.doing("Token.PatUpdateEvent")),
                new Example(
                        "system-revoked",
                        usual,
                        NOTHING,
                        entry -> entry.doing("Token.PatSystemRevokeEvent"),
                        entry -> entry.doing("Token.PatRevokeEvent")),
                new Example(
                        "used-after-end",
                        usual,
                        (bench, token) -> bench.revoked(token, NOON.minus(Duration.ofHours(1))),
                        entry -> entry,
                        entry -> entry.at(NOON.minusSeconds(1))),
                new Example(
                        "administrative-action",
                        usual,
                        NOTHING,
                        entry -> entry.doing("Security.ModifyPermission"),
                        entry -> entry.doing("SecurityFindings.Listed")),
                new Example(
                        "browser", usual, NOTHING, entry -> entry.using(BROWSER), entry -> entry.using("Mozilla/5.0")),
                new Example(
                        "attack-tool",
                        usual,
                        NOTHING,
                        entry -> entry.using("ADOKit-21e233d4334f9703d1a3a42b6e2efd38"),
                        entry -> entry.using("ADO Kitchen/1")),
                new Example(
                        "unusual-creation",
                        usual,
                        NOTHING,
                        entry -> entry.doing("Token.PatCreateEvent").signedInBy("UserAuthToken"),
                        entry -> entry.doing("Token.PatCreateEvent").signedInBy("FedAuth")),
                new Example(
                        "broad-token",
                        usual,
                        NOTHING,
                        entry -> entry.doing("Token.PatCreateEvent").saying(Map.of("Scopes", "app_token")),
                        entry -> entry.doing("Token.PatCreateEvent").saying(Map.of("Scopes", "vso.code"))),
                new Example(
                        "several-signals",
                        usual,
                        (bench, token) -> bench.log(
                                Entry.with(token)
                                        .using(BROWSER)
                                        .at(NOON.minusSeconds(300))
                                        .build(),
                                Entry.with(token)
                                        .using(BROWSER)
                                        .doing("Security.ModifyPermission")
                                        .at(NOON.minusSeconds(200))
                                        .build()),
                        entry -> entry.using(BROWSER).from("203.0.113.9"),
                        entry -> entry.using(BROWSER)));
    }

    private static void usedForWeeks(Bench bench, Token token) {
        bench.log(Entry.with(token).at(NOON.minus(Duration.ofDays(20))).build());
    }

    private static void usedTenMinutesAgo(Bench bench, Token token) {
        bench.log(Entry.with(token).at(NOON.minusSeconds(600)).build());
    }

    private static Entry refused(Entry entry) {
        return entry.doing("Gateway.Request").saying(Map.of("StatusCode", 403));
    }

    private static void series(Bench bench, Token token, int entries, int secondsApart, UnaryOperator<Entry> change) {
        IntStream.rangeClosed(1, entries)
                .mapToObj(number -> change.apply(Entry.with(token).at(NOON.minusSeconds((long) number * secondsApart))))
                .forEach(entry -> bench.log(entry.build()));
    }

    @Test
    void noRuleIsLeftOut() {
        try (Bench bench = Bench.withDefaults()) {
            assertThat(examples().map(Example::rule)).containsExactlyInAnyOrderElementsOf(bench.rules());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsWhatItIsFor(Example example) {
        try (Bench bench = example.bench()) {
            // Given
            Token token = bench.token("deploy");
            example.before().accept(bench, token);

            // When
            bench.log(example.hitBy(token).build());

            // Then
            assertThat(example.foundIn(bench)).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void doesNotFindWhatOnlyComesNear(Example example) {
        try (Bench bench = example.bench()) {
            // Given
            Token token = bench.token("deploy");
            example.before().accept(bench, token);

            // When
            bench.log(example.missBy(token).build());

            // Then
            assertThat(example.foundIn(bench)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void doesNotFindWhatIsExcepted(Example example) {
        List<Map<String, String>> exceptions = List.of(
                Map.of("except-tokens", "dep*y"),
                Map.of("except-users", "*@contoso.example"),
                Map.of("except-networks", "0.0.0.0/0"),
                Map.of("enabled", "false"));
        for (Map<String, String> exception : exceptions) {
            try (Bench bench = example.benchWith(exception)) {
                // Given
                Token token = bench.token("deploy");
                example.before().accept(bench, token);

                // When
                bench.log(example.hitBy(token).build());

                // Then
                assertThat(example.foundIn(bench)).as(exception.toString()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsItAllTheSameWhereOthersAreExcepted(Example example) {
        List<Map<String, String>> exceptions = List.of(
                Map.of("except-tokens", "dep,eploy,deploy-*"),
                Map.of("except-users", "build,*@contoso.exampl"),
                Map.of("except-networks", "198.51.100.0/24,2001:db8::/32"));
        for (Map<String, String> exception : exceptions) {
            try (Bench bench = example.benchWith(exception)) {
                // Given
                Token token = bench.token("deploy");
                example.before().accept(bench, token);

                // When
                bench.log(example.hitBy(token).build());

                // Then
                assertThat(example.foundIn(bench)).as(exception.toString()).isOne();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void repeatsAreOneIncident(Example example) {
        try (Bench bench = example.bench()) {
            // Given
            Token token = bench.token("deploy");
            example.before().accept(bench, token);
            Entry first = example.hitBy(token);
            Instant aMinuteLater = first.time().plusSeconds(60);

            // When
            bench.log(
                    first.build(),
                    first.build(),
                    example.hitBy(token).build(),
                    example.hitBy(token).at(aMinuteLater).build());

            // Then
            assertThat(example.foundIn(bench)).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsWhatComesNearlyAnHourLate(Example example) {
        try (Bench bench = example.bench()) {
            // Given
            Token token = bench.token("deploy");
            example.before().accept(bench, token);
            Entry hit = example.hitBy(token);
            bench.log(Entry.with(token).at(hit.time().plus(NEARLY_AN_HOUR)).build());

            // When
            bench.log(hit.build());

            // Then
            assertThat(example.foundIn(bench)).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRestartInTheMiddleLosesAndDoublesNothing(Example example) {
        try (Bench bench = example.bench()) {
            // Given
            Token token = bench.token("deploy");
            example.before().accept(bench, token);
            bench.restart();
            Entry hit = example.hitBy(token);
            bench.log(hit.build());
            bench.restart();

            // When
            bench.log(
                    hit.build(),
                    example.hitBy(token).at(hit.time().plusSeconds(60)).build());

            // Then
            assertThat(example.foundIn(bench)).isOne();
        }
    }
}
