package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule: what it finds, what it just does not find, and what it is not asked about. */
class RulesTest {
    private static final Instant NOON = Bench.NOON;
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(40));
    private static final Map<String, String> OFFICE =
            Map.of("patrol.detection.allowed-networks", "192.0.2.0/24,2001:db8::/32");

    /**
     * @param found how many incidents of the rule, after all that happened
     */
    record Case(String rule, String what, Map<String, String> settings, BiConsumer<Bench, Token> happens, int found) {
        @Override
        public String toString() {
            return rule + ": " + what;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        unknownAddress(cases);
        habits(cases);
        hours(cases);
        dormant(cases);
        bursts(cases);
        places(cases);
        said(cases);
        afterEnd(cases);
        misuse(cases);
        creation(cases);
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void finds(Case example) {
        try (Bench bench = Bench.with(example.settings())) {
            // Given
            Token token = bench.token("deploy");

            // When
            example.happens().accept(bench, token);

            // Then
            assertThat(bench.findings())
                    .filteredOn(finding -> finding.rule().equals(example.rule()))
                    .hasSize(example.found())
                    .allSatisfy(finding -> {
                        assertThat(finding.reason()).isNotBlank().endsWith(".");
                        assertThat(finding.evidence()).isNotEmpty();
                    });
        }
    }

    private static void unknownAddress(List<Case> cases) {
        String rule = "unknown-address";
        cases.add(used(rule, "outside", OFFICE, 1, entry -> entry.from("203.0.113.9")));
        cases.add(used(rule, "outside by IPv6", OFFICE, 1, entry -> entry.from("2001:db9::1")));
        cases.add(used(rule, "the last address inside", OFFICE, 0, entry -> entry.from("192.0.2.255")));
        cases.add(used(rule, "the first address outside", OFFICE, 1, entry -> entry.from("192.0.3.0")));
        cases.add(used(rule, "inside by IPv6", OFFICE, 0, entry -> entry.from("2001:db8:ffff::1")));
        cases.add(used(rule, "inside, written as mapped IPv6", OFFICE, 0, entry -> entry.from("::ffff:192.0.2.7")));
        cases.add(used(rule, "outside, with a port", OFFICE, 1, entry -> entry.from("203.0.113.9:51234")));
        cases.add(used(rule, "no address", OFFICE, 0, entry -> entry.from(null)));
        cases.add(used(rule, "no address at all in the text", OFFICE, 0, entry -> entry.from("somewhere")));
        cases.add(used(
                rule, "nothing is allowed, so nothing is forbidden", Map.of(), 0, entry -> entry.from("203.0.113.9")));
        cases.add(used(
                rule,
                "networks of its own",
                and(
                        OFFICE,
                        "patrol.detection.token-networks[0].tokens",
                        "dep*",
                        "patrol.detection.token-networks[0].networks",
                        "203.0.113.0/24"),
                0,
                entry -> entry.from("203.0.113.9")));
        cases.add(used(
                rule,
                "networks of its own are in place of the others",
                and(
                        OFFICE,
                        "patrol.detection.token-networks[0].tokens",
                        "dep*",
                        "patrol.detection.token-networks[0].networks",
                        "203.0.113.0/24"),
                1,
                entry -> entry.from("192.0.2.7")));
        exceptions(cases, rule, OFFICE, entry -> entry.from("203.0.113.9"));
        cases.add(used(
                rule,
                "an excepted network",
                and(OFFICE, change(rule, "except-networks", "203.0.113.0/28")),
                0,
                entry -> entry.from("203.0.113.9")));
        cases.add(of(
                rule,
                "a person in a browser changes the token from elsewhere",
                OFFICE,
                0,
                (bench, token) -> bench.log(Entry.about(token, "Token.PatUpdateEvent")
                        .from("203.0.113.9")
                        .build())));
        cases.add(of(
                rule,
                "repeated within the hour",
                OFFICE,
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).from("203.0.113.9").build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(3599))
                                .build())));
        cases.add(of(
                rule,
                "again after the hour",
                OFFICE,
                2,
                (bench, token) -> bench.log(
                        Entry.with(token).from("203.0.113.9").build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(3600))
                                .build())));
        cases.add(of(
                rule,
                "an entry that comes late belongs to the incident that is open",
                OFFICE,
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).from("203.0.113.9").build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.minusSeconds(1800))
                                .build())));
        cases.add(of(
                rule,
                "an entry from before the incident that comes late",
                OFFICE,
                2,
                (bench, token) -> bench.log(
                        Entry.with(token).from("203.0.113.9").build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.minusSeconds(3600))
                                .build())));
        cases.add(of(rule, "a restart in between", OFFICE, 1, (bench, token) -> {
            bench.log(Entry.with(token).from("203.0.113.9").build());
            bench.restart();
            bench.log(Entry.with(token)
                    .from("203.0.113.9")
                    .at(NOON.plusSeconds(60))
                    .build());
        }));
        cases.add(of(rule, "the successor too", OFFICE, 2, (bench, token) -> {
            bench.log(Entry.with(token).from("203.0.113.9").build());
            Token successor = bench.rotated(token, NOON.plusSeconds(5));
            bench.log(Entry.with(successor)
                    .from("203.0.113.9")
                    .at(NOON.plusSeconds(60))
                    .build());
        }));
    }

    private static void habits(List<Case> cases) {
        String rule = "new-action";
        cases.add(of(rule, "something new", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            bench.log(Entry.with(token).doing("Library.AgentAdded").build());
        }));
        cases.add(of(rule, "within the learning period", Map.of(), 0, (bench, token) -> {
            bench.log(Entry.with(token)
                    .at(NOON.minus(Duration.ofDays(14)).plusSeconds(1))
                    .build());
            bench.log(Entry.with(token).doing("Library.AgentAdded").build());
        }));
        cases.add(of(rule, "at the end of the learning period", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(NOON.minus(Duration.ofDays(14))).build());
            bench.log(Entry.with(token).doing("Library.AgentAdded").build());
        }));
        cases.add(of(rule, "known from an earlier day", Map.of(), 0, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            bench.log(Entry.with(token).build());
        }));
        cases.add(of(rule, "known from before the rotation", Map.of(), 0, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            Token successor = bench.rotated(token, NOON.minusSeconds(60));
            bench.log(Entry.with(successor).build());
        }));
        cases.add(of(rule, "new for the lineage, by the successor", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            Token successor = bench.rotated(token, NOON.minusSeconds(60));
            bench.log(Entry.with(successor).doing("Library.AgentAdded").build());
        }));
        cases.add(of(rule, "a restart in between", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            bench.restart();
            bench.log(Entry.with(token).build());
            bench.log(Entry.with(token).doing("Library.AgentAdded").build());
        }));
        cases.add(of(rule, "what comes late was known all the same", Map.of(), 0, (bench, token) -> {
            bench.log(Entry.with(token).at(LONG_AGO).build());
            bench.log(Entry.with(token).at(NOON.minus(Duration.ofDays(2))).build());
        }));
        cases.add(of("new-network", "off by default", Map.of(), 0, RulesTest::movesAfterLong));
        cases.add(of(
                "new-network", "switched on", change("new-network", "enabled", "true"), 1, RulesTest::movesAfterLong));
        cases.add(of(
                "new-network",
                "the same neighbourhood",
                change("new-network", "enabled", "true"),
                0,
                (bench, token) -> {
                    bench.log(Entry.with(token).at(LONG_AGO).build());
                    bench.log(Entry.with(token).from("192.0.77.1").build());
                }));
    }

    private static void movesAfterLong(Bench bench, Token token) {
        bench.log(Entry.with(token).at(LONG_AGO).build());
        bench.log(Entry.with(token).from("203.0.113.9").build());
    }

    private static void hours(List<Case> cases) {
        String rule = "outside-hours";
        cases.add(used(rule, "22:00 itself", Map.of(), 1, entry -> entry.at("2026-03-02T22:00:00Z")));
        cases.add(used(rule, "just before 22:00", Map.of(), 0, entry -> entry.at("2026-03-02T21:59:59.999Z")));
        cases.add(used(rule, "06:00 itself", Map.of(), 0, entry -> entry.at("2026-03-02T06:00:00Z")));
        cases.add(used(rule, "just before 06:00", Map.of(), 1, entry -> entry.at("2026-03-02T05:59:59.999Z")));
        cases.add(used(
                rule,
                "in another zone, in summer",
                Map.of("patrol.detection.zone", "Europe/Zurich"),
                1,
                entry -> entry.at("2026-07-02T20:00:00Z")));
        cases.add(used(
                rule,
                "in another zone, in winter",
                Map.of("patrol.detection.zone", "Europe/Zurich"),
                0,
                entry -> entry.at("2026-01-05T20:30:00Z")));
        cases.add(used(
                rule,
                "a Sunday",
                Map.of("patrol.detection.days", "MONDAY,TUESDAY"),
                1,
                entry -> entry.at("2026-03-01T12:00:00Z")));
        Map<String, String> night = Map.of(
                "patrol.detection.hours-from", "20:00",
                "patrol.detection.hours-to", "04:00",
                "patrol.detection.days", "MONDAY");
        cases.add(used(
                rule, "hours over midnight, the morning after", night, 0, entry -> entry.at("2026-03-03T03:59:00Z")));
        cases.add(used(
                rule, "hours over midnight, the morning before", night, 1, entry -> entry.at("2026-03-02T03:59:00Z")));
        exceptions(cases, rule, Map.of(), entry -> entry.at("2026-03-02T23:00:00Z"));
    }

    private static void dormant(List<Case> cases) {
        String rule = "dormant-token";
        Instant last = NOON.minus(Duration.ofDays(60));
        cases.add(of(
                rule,
                "after 60 days",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).at(last).build(), Entry.with(token).build())));
        cases.add(of(
                rule,
                "just before 60 days",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).at(last.plusSeconds(1)).build(),
                        Entry.with(token).build())));
        cases.add(of(
                rule,
                "never seen before",
                Map.of(),
                0,
                (bench, token) -> bench.log(Entry.with(token).build())));
        cases.add(of(
                rule,
                "an old entry that comes late wakes nobody",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).build(), Entry.with(token).at(last).build())));
        cases.add(of(rule, "a rotation is no use", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(last).build());
            Token successor = bench.rotated(token, NOON.minus(Duration.ofDays(3)));
            bench.log(Entry.with(successor).build());
        }));
        cases.add(of(rule, "a restart in between", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).at(last).build());
            bench.restart();
            bench.log(Entry.with(token).build());
        }));
        cases.add(of(
                rule,
                "what is done to it is no use of it",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).at(last).build(),
                        Entry.about(token, "Token.PatUpdateEvent").build())));
    }

    private static void bursts(List<Case> cases) {
        String rule = "high-frequency";
        Map<String, String> five = change(rule, "threshold", "5");
        cases.add(of(rule, "five within a minute", five, 1, (bench, token) -> burst(bench, token, 5, 14)));
        cases.add(of(rule, "four within a minute", five, 0, (bench, token) -> burst(bench, token, 4, 14)));
        cases.add(of(
                rule,
                "five, the last just a minute after the first",
                five,
                0,
                (bench, token) -> burst(bench, token, 5, 15)));
        cases.add(of(rule, "sixty by default", Map.of(), 1, (bench, token) -> burst(bench, token, 60, 1)));
        cases.add(of(rule, "fifty-nine", Map.of(), 0, (bench, token) -> burst(bench, token, 59, 1)));
        cases.add(of(rule, "two tokens share nothing", five, 0, (bench, token) -> {
            burst(bench, token, 3, 1);
            burst(bench, bench.token("other"), 3, 1);
        }));
        cases.add(of(rule, "the same entries twice", five, 0, (bench, token) -> {
            List<Entry> entries = IntStream.range(0, 4)
                    .mapToObj(number -> Entry.with(token).at(NOON.plusSeconds(number)))
                    .toList();
            entries.forEach(entry -> bench.log(entry.build()));
            entries.forEach(entry -> bench.log(entry.build()));
        }));
        cases.add(of(rule, "the one in the middle comes last", five, 1, (bench, token) -> {
            Stream.of(0, 10, 30, 40, 20)
                    .map(second -> Entry.with(token).at(NOON.plusSeconds(second)))
                    .forEach(entry -> bench.log(entry.build()));
        }));
        cases.add(of(rule, "a restart in between", five, 1, (bench, token) -> {
            burst(bench, token, 3, 1);
            bench.restart();
            bench.log(Entry.with(token).at(NOON.plusSeconds(20)).build());
            bench.log(Entry.with(token).at(NOON.plusSeconds(21)).build());
        }));
        cases.add(of(rule, "over two generations", five, 1, (bench, token) -> {
            burst(bench, token, 3, 1);
            burst(bench, bench.rotated(token, NOON), 2, 1);
        }));
        String denied = "scope-escalation";
        cases.add(of(denied, "off by default", Map.of(), 0, (bench, token) -> denials(bench, token, 15)));
        Map<String, String> on = change(denied, "enabled", "true");
        cases.add(of(denied, "fifteen refusals of an own gateway", on, 1, (bench, token) -> denials(bench, token, 15)));
        cases.add(of(denied, "fourteen refusals", on, 0, (bench, token) -> denials(bench, token, 14)));
        cases.add(of(denied, "what succeeds does not count", on, 0, (bench, token) -> {
            denials(bench, token, 14);
            burst(bench, token, 20, 1);
        }));
    }

    private static void burst(Bench bench, Token token, int entries, int secondsApart) {
        IntStream.range(0, entries)
                .mapToObj(number -> Entry.with(token).at(NOON.plusSeconds((long) number * secondsApart)))
                .forEach(entry -> bench.log(entry.build()));
    }

    private static void denials(Bench bench, Token token, int entries) {
        IntStream.range(0, entries)
                .mapToObj(number -> Entry.with(token)
                        .doing("Gateway.Request")
                        .saying(Map.of("StatusCode", number % 2 == 0 ? (Object) 403 : "403"))
                        .at(NOON.plusSeconds(number * 30L)))
                .forEach(entry -> bench.log(entry.build()));
    }

    private static void places(List<Case> cases) {
        String rule = "two-networks";
        cases.add(of(
                rule,
                "two networks within minutes",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(600))
                                .build())));
        cases.add(of(
                rule,
                "later",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(601))
                                .build())));
        cases.add(of(
                rule,
                "the neighbourhood",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).build(),
                        Entry.with(token)
                                .from("192.0.200.1")
                                .at(NOON.plusSeconds(5))
                                .build())));
        cases.add(of(
                rule,
                "the first comes late",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(60))
                                .build(),
                        Entry.with(token).build())));
        cases.add(of(
                rule,
                "a network that is usual for it",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.minus(Duration.ofDays(2)))
                                .build(),
                        Entry.with(token).build(),
                        Entry.with(token)
                                .from("203.0.113.9")
                                .at(NOON.plusSeconds(5))
                                .build())));
        cases.add(of(
                rule,
                "one has no address",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).from(null).build(),
                        Entry.with(token).at(NOON.plusSeconds(5)).build())));
        cases.add(of(rule, "a restart in between", Map.of(), 1, (bench, token) -> {
            bench.log(Entry.with(token).build());
            bench.restart();
            bench.log(Entry.with(token)
                    .from("203.0.113.9")
                    .at(NOON.plusSeconds(5))
                    .build());
        }));
        String agents = "two-agents";
        cases.add(of(
                agents,
                "two programs within minutes",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).build(),
                        Entry.with(token)
                                .using("curl/8.5.0")
                                .at(NOON.plusSeconds(60))
                                .build())));
        cases.add(of(
                agents,
                "two versions of one program",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).build(),
                        Entry.with(token)
                                .using("git/2.51.0 (linux)")
                                .at(NOON.plusSeconds(60))
                                .build())));
        cases.add(of(
                agents,
                "no program is named",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).using(" ").build(),
                        Entry.with(token).at(NOON.plusSeconds(60)).build())));
    }

    private static void said(List<Case> cases) {
        cases.add(of(
                "public-discovery",
                "found in a public repository",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatPublicDiscoveryEvent").build())));
        cases.add(of(
                "public-discovery",
                "something else was done to it",
                Map.of(),
                0,
                (bench, token) ->
                        bench.log(Entry.about(token, "Token.PatUpdateEvent").build())));
        cases.add(of(
                "public-discovery",
                "found twice",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatPublicDiscoveryEvent").build(),
                        Entry.about(token, "Token.PatPublicDiscoveryEvent")
                                .at(NOON.plusSeconds(9))
                                .build())));
        cases.add(of(
                "public-discovery",
                "two that the log does not name",
                Map.of(),
                2,
                (bench, token) -> bench.log(
                        Entry.with("")
                                .doing("Token.PatPublicDiscoveryEvent")
                                .signedInBy("")
                                .build(),
                        Entry.with("")
                                .doing("Token.PatPublicDiscoveryEvent")
                                .signedInBy("")
                                .build())));
        cases.add(of(
                "system-revoked",
                "revoked by the system",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatSystemRevokeEvent").build())));
        cases.add(of(
                "system-revoked",
                "revoked by its owner",
                Map.of(),
                0,
                (bench, token) ->
                        bench.log(Entry.about(token, "Token.PatRevokeEvent").build())));
    }

    private static void afterEnd(List<Case> cases) {
        String rule = "used-after-end";
        cases.add(of(rule, "an hour after Patrol revoked it", Map.of(), 1, (bench, token) -> {
            bench.revoked(token, NOON.minusSeconds(3600));
            bench.log(Entry.with(token).build());
        }));
        cases.add(of(rule, "within the hour", Map.of(), 0, (bench, token) -> {
            bench.revoked(token, NOON.minusSeconds(3599));
            bench.log(Entry.with(token).build());
        }));
        cases.add(of(
                rule,
                "after somebody revoked it by hand",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatRevokeEvent")
                                .at(NOON.minusSeconds(7200))
                                .build(),
                        Entry.with(token).build())));
        cases.add(of(rule, "what was done before comes late", Map.of(), 0, (bench, token) -> {
            bench.revoked(token, NOON);
            bench.log(Entry.with(token).at(NOON.minusSeconds(7200)).build());
        }));
        cases.add(of(rule, "the successor lives", Map.of(), 0, (bench, token) -> {
            Token successor = bench.rotated(token, NOON.minusSeconds(9000));
            bench.revoked(token, NOON.minusSeconds(7200));
            bench.log(Entry.with(successor).build());
        }));
        cases.add(of(
                rule,
                "an hour after it expired",
                Map.of(),
                1,
                (bench, token) -> bench.log(
                        Entry.with(token).at(token.validTo().plusSeconds(3600)).build())));
        cases.add(of(
                rule,
                "just before that",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.with(token).at(token.validTo().plusSeconds(3599)).build())));
        cases.add(of(
                rule,
                "its life was prolonged since the last scan",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatUpdateEvent")
                                .saying(Map.of("ValidTo", "2028-01-01T00:00:00Z"))
                                .build(),
                        Entry.with(token).at(token.validTo().plusSeconds(7200)).build())));
        cases.add(of(rule, "a restart in between", Map.of(), 1, (bench, token) -> {
            bench.revoked(token, NOON.minusSeconds(7200));
            bench.restart();
            bench.log(Entry.with(token).build());
        }));
    }

    private static void misuse(List<Case> cases) {
        String rule = "administrative-action";
        for (String action : List.of(
                "Security.ModifyPermission",
                "Project.CreateCompleted",
                "AuditLog.StreamDisabledByUser",
                "Extension.Installed",
                "Group.UpdateGroupMembership.Add",
                "Git.RefUpdatePoliciesBypassed")) {
            cases.add(used(rule, action, Map.of(), 1, entry -> entry.doing(action)));
        }
        cases.add(used(rule, "Git.CreateRepo", Map.of(), 0, entry -> entry.doing("Git.CreateRepo")));
        cases.add(used(rule, "Projects alone", Map.of(), 0, entry -> entry.doing("ProjectTemplates.Used")));
        cases.add(used(rule, "no action", Map.of(), 0, entry -> entry.doing("")));
        exceptions(cases, rule, Map.of(), entry -> entry.doing("Security.ModifyPermission"));
        cases.add(used(
                "browser", "a browser", Map.of(), 1, entry -> entry.using("Mozilla/5.0 (X11) AppleWebKit/537.36")));
        cases.add(used("browser", "git", Map.of(), 0, entry -> entry));
        cases.add(used(
                "browser",
                "published bypass: the user agent is changed",
                Map.of(),
                0,
                entry -> entry.using("Mozilla/5.0")));
        cases.add(used(
                "attack-tool",
                "a tool that names itself",
                Map.of(),
                1,
                entry -> entry.using("ADOKit-21e233d4334f9703d1a3a42b6e2efd38")));
        cases.add(used(
                "attack-tool",
                "published bypass: it was rebuilt",
                Map.of(),
                0,
                entry -> entry.using("python-requests/2.32")));
    }

    private static void creation(List<Case> cases) {
        String rule = "unusual-creation";
        for (String mechanism : List.of(
                "PAT authorizationId: 00000001", "S2S_ServicePrincipal", "UserAuthToken", "SessionToken_Unscoped")) {
            cases.add(of(
                    rule,
                    "a token by " + mechanism,
                    Map.of(),
                    1,
                    (bench, token) -> bench.log(Entry.about(token, "Token.PatCreateEvent")
                            .signedInBy(mechanism)
                            .build())));
        }
        cases.add(of(
                rule,
                "an SSH key",
                Map.of(),
                1,
                (bench, token) -> bench.log(Entry.about(token, "Token.SshCreateEvent")
                        .signedInBy("UserAuthToken")
                        .build())));
        cases.add(of(
                rule,
                "by a person",
                Map.of(),
                0,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatCreateEvent").build(),
                        Entry.about(token, "Token.PatCreateEvent")
                                .signedInBy("FedAuth")
                                .build(),
                        Entry.about(token, "Token.PatCreateEvent")
                                .signedInBy(null)
                                .build())));
        cases.add(of(rule, "by Patrol's rotation", Map.of(), 0, (bench, token) -> {
            Token successor = bench.rotated(token, NOON);
            bench.log(Entry.about(successor, "Token.PatCreateEvent")
                    .signedInBy("S2S_ServicePrincipal")
                    .build());
        }));
        cases.add(of(
                rule,
                "by Patrol's user",
                Map.of("patrol.detection.own-users", "Patrol@contoso.example"),
                0,
                (bench, token) -> bench.log(Entry.about(token, "Token.PatCreateEvent")
                        .signedInBy("S2S_ServicePrincipal")
                        .by("patrol@contoso.example")
                        .build())));
        String broad = "broad-token";
        Map<String, Object> fine = Map.of(
                "Scopes", List.of("vso.code"), "ValidFrom", "2026-03-01T00:00:00Z", "ValidTo", "2026-05-30T00:00:00Z");
        cases.add(created(broad, "within the policy", fine, 0));
        cases.add(created(broad, "nothing is said of it", Map.of(), 0));
        cases.add(created(broad, "full access", Map.of("Scopes", List.of("app_token")), 1));
        cases.add(created(broad, "full access, as a text", Map.of("scopes", "app_token"), 1));
        cases.add(created(broad, "every organization", Map.of("TokenType", "PersonalAccessToken, Global"), 1));
        cases.add(created(
                broad,
                "a day too long",
                Map.of("ValidFrom", "2026-03-01T00:00:00Z", "ValidTo", "2026-05-31T00:00:00Z"),
                1));
        cases.add(created(broad, "times that are none", Map.of("ValidFrom", "yesterday", "ValidTo", 7), 0));
    }

    private static Case created(String rule, String what, Map<String, Object> data, int found) {
        return of(
                rule,
                what,
                Map.of(),
                found,
                (bench, token) -> bench.log(
                        Entry.about(token, "Token.PatCreateEvent").saying(data).build()));
    }

    /** Every rule may be told not to look at a token or a user. */
    private static void exceptions(
            List<Case> cases,
            String rule,
            Map<String, String> settings,
            java.util.function.UnaryOperator<Entry> change) {
        cases.add(used(rule, "an excepted token", and(settings, change(rule, "except-tokens", "dep*y")), 0, change));
        cases.add(used(
                rule, "another token is excepted", and(settings, change(rule, "except-tokens", "dep")), 1, change));
        cases.add(used(
                rule, "an excepted user", and(settings, change(rule, "except-users", "*@contoso.example")), 0, change));
        cases.add(used(rule, "switched off", and(settings, change(rule, "enabled", "false")), 0, change));
    }

    private static Case used(
            String rule,
            String what,
            Map<String, String> settings,
            int found,
            java.util.function.UnaryOperator<Entry> change) {
        return of(
                rule,
                what,
                settings,
                found,
                (bench, token) -> bench.log(change.apply(Entry.with(token)).build()));
    }

    private static Case of(
            String rule, String what, Map<String, String> settings, int found, BiConsumer<Bench, Token> happens) {
        return new Case(rule, what, settings, happens, found);
    }

    private static Map<String, String> change(String rule, String property, String value) {
        return Map.of("patrol.detection.rules[0].rule", rule, "patrol.detection.rules[0]." + property, value);
    }

    private static Map<String, String> and(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> and(Map<String, String> settings, String... more) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
