package dev.patrol.local.demo;

import static dev.patrol.local.demo.Fate.AMBIGUOUS;
import static dev.patrol.local.demo.Fate.ANNOUNCED;
import static dev.patrol.local.demo.Fate.COMPROMISED;
import static dev.patrol.local.demo.Fate.FORBIDDEN;
import static dev.patrol.local.demo.Fate.LEFT_ALONE;
import static dev.patrol.local.demo.Fate.ROTATED;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.model.token.Lineage;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The organization of {@code ./patrol up} and {@code ./patrol demo}: 24 tokens in every state that matters. */
public final class DemoOrganization {
    public static final String NAME = "contoso";
    public static final int THRESHOLD_DAYS = 7;
    public static final int VALID_DAYS = 30;
    public static final Duration OVERLAP = Duration.ofSeconds(5);
    /** For tokens whose dependents all acknowledge: so long that its early end is seen to be early. */
    public static final Duration ACKNOWLEDGED_OVERLAP = Duration.ofMinutes(10);

    public static final String EXCLUDED = "personal-*";

    /** A day's digest comes every few seconds, and a storm's tables not much later: nobody waits for a demo until tomorrow. */
    public static final Map<String, String> NOTIFICATION_SETTINGS = Map.of(
            "PATROL_NOTIFICATIONS_DIGEST_EVERY", "10s",
            "PATROL_NOTIFICATIONS_STORM_GATHER", "10s",
            "PATROL_NOTIFICATIONS_STORM_WINDOW", "2m");

    /** How old the tokens are. */
    static final Duration AGE = Duration.ofDays(60);

    static final List<DemoToken> TOKENS = List.of(
            DemoToken.of("deploy-production", "vso.release_execute vso.build", 5, ROTATED)
                    .readBy("deploy-pipeline", "release-gate"),
            DemoToken.of("nuget-feed", "vso.packaging", 3, ROTATED),
            DemoToken.of("nuget-feed-publish-v3", "vso.packaging_write", 2, ROTATED),
            DemoToken.of("mirror-to-github", "vso.code", 1, ROTATED),
            DemoToken.of("release-notes bot", "vso.code vso.work", 6, ROTATED),
            DemoToken.of("build.agents/pool-7", "vso.agentpools", 7, ROTATED),
            DemoToken.of("wiki \"sync\" <b>nightly</b>", "vso.wiki_write", 4, ROTATED),
            DemoToken.of("Übersetzung 🚀 déploiement", "vso.code_write", 5, ROTATED),
            DemoToken.of("two\r\nlines: Bcc: x@example.org", "vso.work_write", 6, ROTATED),
            DemoToken.of("test-results", "vso.test_write", 7, ROTATED),
            DemoToken.of("dashboards-v12", "vso.dashboards", 2, ROTATED)
                    .readBy("dashboard-builder")
                    .neverAcknowledgedBy("billing-importer"),
            DemoToken.of("everywhere", "vso.project", 6, ROTATED).thatIsGlobal(),
            DemoToken.of("full-access-legacy", "app_token", 4, FORBIDDEN),
            DemoToken.of("same-name", "vso.code", 5, AMBIGUOUS),
            DemoToken.of("same-name", "vso.code", 20, AMBIGUOUS),
            DemoToken.of("personal-laptop", "vso.code", 3, ANNOUNCED),
            DemoToken.of("board-reader", "vso.work", 10, ANNOUNCED),
            DemoToken.of("analytics-export", "vso.analytics", 14, ANNOUNCED),
            DemoToken.of("symbols", "vso.symbols", 28, ANNOUNCED),
            DemoToken.of("artifacts-cleanup", "vso.packaging_manage", 80, LEFT_ALONE),
            DemoToken.of("security-scan", "vso.code vso.advsec", 200, COMPROMISED),
            DemoToken.of("expired-long-ago", "vso.build", -20, LEFT_ALONE),
            DemoToken.of("expired-yesterday", "vso.code", -1, LEFT_ALONE),
            DemoToken.of("leaked-last-week", "vso.code_full", 5, LEFT_ALONE).thatIsRevoked());

    /** Somebody else, whose tokens Patrol does not rotate but can revoke. */
    private static final String COLLEAGUE = "ana@contoso.example";

    private static final Map<String, String> TOKENS_OF_THE_COLLEAGUE =
            Map.of("ana-laptop", "vso.code_write", "ana-everything", "app_token");

    private DemoOrganization() {}

    /** Who reads which secret, by its name. */
    public static Map<String, Dependents> dependents() {
        return TOKENS.stream()
                .filter(token -> !token.dependents().names().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        token -> Lineage.of(NAME, token.displayName()).secretName(), DemoToken::dependents));
    }

    /** Settings of the rotator: who may end which overlap, and the overlaps that are to be ended so. */
    public static Map<String, String> overlapSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("PATROL_ROTATION_OVERLAP", OVERLAP.toString());
        int registration = 0;
        for (Map.Entry<String, Dependents> readers : new TreeMap<>(dependents()).entrySet()) {
            String variable = "PATROL_ROTATION_DEPENDENTS_" + registration++;
            settings.put(variable + "__SECRETS", readers.getKey());
            settings.put(
                    variable + "__NAMES", String.join(",", readers.getValue().names()));
        }
        int rule = 0;
        for (DemoToken token : TOKENS) {
            if (token.dependents().allAcknowledge()) {
                String variable = "PATROL_ROTATION_OVERLAP_RULES_" + rule++;
                // Its successors too: their names begin with its own.
                settings.put(variable + "__TOKENS", token.displayName() + "*");
                settings.put(variable + "__OVERLAP", ACKNOWLEDGED_OVERLAP.toString());
            }
        }
        return settings;
    }

    /** Settings of the detector: where tokens may be used, and that a demo may be run at any hour. */
    public static Map<String, String> detectionSettings(String serviceUser) {
        return Map.of(
                "PATROL_DETECTION_ALLOWED_NETWORKS", "192.0.2.0/24,2001:db8::/32",
                "PATROL_DETECTION_OWN_USERS", serviceUser,
                "PATROL_DETECTION_RULES_0__RULE", "outside-hours",
                "PATROL_DETECTION_RULES_0__ENABLED", "false");
    }

    /** Puts the tokens into the simulator, and a colleague's, which are not among those that it returns. */
    public static List<SeededToken> seed(SimulatorControl azure, Instant now) {
        TOKENS_OF_THE_COLLEAGUE.forEach((name, scope) -> azure.seedTokens(TokenSeed.of(name, scope, now.plus(AGE))
                .withOrganization(NAME)
                .withOwner(COLLEAGUE)
                .withValidFrom(now.minus(AGE))));
        List<SeededToken> seeded = new ArrayList<>();
        for (DemoToken token : TOKENS) {
            Instant validTo = now.plus(token.lifeLeft());
            TokenSeed seed = new TokenSeed(
                    NAME,
                    token.displayName(),
                    token.scope(),
                    now.minus(AGE),
                    validTo,
                    token.global(),
                    null,
                    1,
                    token.revoked(),
                    false,
                    null);
            UUID id = azure.seedTokens(seed).get(0);
            var fact = azure.token(id).orElseThrow();
            seeded.add(new SeededToken(token, token.describe(NAME, id, fact.validFrom(), fact.validTo())));
        }
        return seeded;
    }
}
