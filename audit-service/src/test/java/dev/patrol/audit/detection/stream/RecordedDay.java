package dev.patrol.audit.detection.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.audit.entry.TokenEntries;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.azuredevops.AuditPage;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Event;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the recording: an organization lives through a day and some weeks before it in the simulator, its audit log is read
 * through the API and cleaned as the poller does, and all records are written in the order in which they would come.
 */
final class RecordedDay implements AutoCloseable {
    static final String ORGANIZATION = "contoso";
    static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant EVENING = DAY.plus(Duration.ofHours(24)).plusSeconds(3600);
    private static final MessageCodec CODEC = new MessageCodec();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI SOURCE = URI.create("/patrol/recording");

    private static final String GIT = "git/2.50.1";
    private static final String CREATE_REPO = "Git.CreateRepo";
    private static final String OFFICE = "192.0.2.7";
    private static final String BRANCH = "198.51.100.20";

    private final AzureSimulator azure = AzureSimulator.start(
            SimulatorConfig.defaults().withOrganizations(ORGANIZATION).withClock(Clock.fixed(EVENING, ZoneOffset.UTC)));
    private final Map<String, Duration> lateness = new HashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final List<Envelope<? extends Event>> said = new ArrayList<>();

    /** Writes the recording anew. */
    static void write(Path file) throws IOException {
        try (RecordedDay day = new RecordedDay()) {
            day.soundLife();
            day.plant();
            Files.write(file, day.lines());
        }
    }

    /** What nothing is to be found in, near misses among it. */
    private void soundLife() {
        for (int number = 1; number <= 6; number++) {
            String name = "build-farm-" + number;
            token(name);
            for (int minute = 6 * 60; minute < 22 * 60; minute += 37 + number) {
                use(name, minute).log();
            }
        }
        token("early-bird");
        use("early-bird", 6 * 60).log();
        use("early-bird", 22 * 60 - 1).log();
        token("six-networks");
        use("six-networks", 600).from("2001:db8:12::9").log();
        token("no-address");
        use("no-address", 600).from(null).log();
        use("no-address", 604).using(null).log();
        token("busy");
        for (int second = 0; second < 59; second++) {
            use("busy", 700).plusSeconds(second).log();
        }
        token("late-comer");
        use("late-comer", 500).late(Duration.ofMinutes(9)).log();
        use("late-comer", 505).log();
        rotatedAtNoon();
        token("prolonged");
        about("prolonged", "Token.PatUpdateEvent", 620).log();
        use("prolonged", 640).log();
        new Draft(null, "Token.PatCreateEvent", 610)
                .by("owner@contoso.example", "AAD")
                .log();
        new Draft(UUID.fromString("0badcafe-0000-4000-8000-000000000001"), CREATE_REPO, 630).log();
    }

    private void rotatedAtNoon() {
        Token previous = token("rotated");
        use("rotated", 690).log();
        Instant noon = DAY.plus(Duration.ofHours(12));
        Token successor = seed(previous.successorName(), noon, noon.plus(Duration.ofDays(30)));
        said.add(Envelope.first(
                new TokenRotated(
                        previous,
                        successor,
                        new SecretVersion(URI.create("https://tokens.vault.azure.net"), previous.secretName(), "2"),
                        Trigger.EXPIRY,
                        noon.plusSeconds(3600)),
                SOURCE,
                noon));
        said.add(Envelope.first(
                TokenRevoked.of(previous, "Its successor has taken over.", Trigger.EXPIRY, null),
                SOURCE,
                noon.plusSeconds(3600)));
        tokens.put("rotated-successor", successor);
        about("rotated-successor", "Token.PatCreateEvent", 720)
                .by("patrol@contoso.example", "AAD")
                .log();
        use("rotated-successor", 730).log();
        use("rotated-successor", 1_000).log();
    }

    private void plant() {
        token("stolen");
        use("stolen", 615).from("203.0.113.66").log();
        use("stolen", 625).from("203.0.113.66").log();
        token("night-owl");
        use("night-owl", 22 * 60).log();
        sleeper();
        token("frantic");
        for (int second = 0; second < 60; second++) {
            use("frantic", 800).plusSeconds(second).log();
        }
        token("curious");
        use("curious", 650).doing("Library.AgentAdded").log();
        token("two-places");
        use("two-places", 660).log();
        use("two-places", 664).from(BRANCH).late(Duration.ofMinutes(7)).log();
        token("two-programs");
        use("two-programs", 670).log();
        use("two-programs", 673).using("curl/8.5.0").log();
        token("published");
        about("published", "Token.PatPublicDiscoveryEvent", 680)
                .by("system", "")
                .log();
        token("withdrawn");
        about("withdrawn", "Token.PatSystemRevokeEvent", 685).by("system", "").log();
        undead();
        token("promoted", CREATE_REPO, "Security.ModifyPermission");
        use("promoted", 710).doing("Security.ModifyPermission").log();
        token("surfer");
        use("surfer", 715)
                .using("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0")
                .log();
        token("attacked");
        use("attacked", 725).using("ADOKit-21e233d4334f9703d1a3a42b6e2efd38").log();
        token("begotten");
        about("begotten", "Token.PatCreateEvent", 735)
                .by(
                        "owner@contoso.example",
                        "PAT authorizationId: " + tokens.get("surfer").authorizationId())
                .log();
        token("mighty");
        about("mighty", "Token.PatCreateEvent", 745).data("Scopes", "app_token").log();
        token("probing", CREATE_REPO, "Gateway.Request");
        for (int attempt = 0; attempt < 15; attempt++) {
            use("probing", 760)
                    .plusSeconds(attempt * 39)
                    .doing("Gateway.Request")
                    .data("StatusCode", "403")
                    .log();
        }
        token("suspicious");
        use("suspicious", 22 * 60 + 30).log();
        use("suspicious", 22 * 60 + 50).using("Mozilla/5.0 AppleWebKit/605.1").log();
        use("suspicious", 23 * 60 + 10).doing("Library.AgentAdded").log();
        new Draft(UUID.fromString("0badcafe-0000-4000-8000-000000000002"), CREATE_REPO, 640)
                .from("203.0.113.67")
                .log();
    }

    private void sleeper() {
        tokens.put("sleeper", seed("sleeper", DAY.minus(Duration.ofDays(80)), DAY.plus(Duration.ofDays(60))));
        new Draft(tokens.get("sleeper").authorizationId(), CREATE_REPO, -65 * 24 * 60 + 600).log();
        use("sleeper", 645).log();
    }

    private void undead() {
        token("undead");
        about("undead", "Token.PatRevokeEvent", 480).log();
        use("undead", 480 + 61).log();
    }

    private Token token(String name) {
        return token(name, CREATE_REPO);
    }

    /** A token that has done these actions for weeks, each on a day of its own. */
    private Token token(String name, String... usual) {
        Token token = seed(name, DAY.minus(Duration.ofDays(40)), DAY.plus(Duration.ofDays(60)));
        tokens.put(name, token);
        for (int index = 0; index < usual.length; index++) {
            new Draft(token.authorizationId(), usual[index], -(20 - index) * 24 * 60 + 600).log();
            new Draft(token.authorizationId(), usual[index], -(5 - index) * 24 * 60 + 600).log();
        }
        return token;
    }

    private Token seed(String name, Instant from, Instant to) {
        UUID id = azure.control()
                .seedTokens(new TokenSeed(ORGANIZATION, name, "vso.code", from, to, false, null, 1, false, false, null))
                .get(0);
        TokenFact fact = azure.control().token(id).orElseThrow();
        return Token.of(
                ORGANIZATION,
                id,
                name,
                List.of("vso.code"),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.of("builds@contoso.example"));
    }

    private Draft use(String name, int minute) {
        return new Draft(tokens.get(name).authorizationId(), CREATE_REPO, minute);
    }

    private Draft about(String name, String action, int minute) {
        UUID id = tokens.get(name).authorizationId();
        return new Draft(id, action, minute).by("owner@contoso.example", "AAD").data("AuthorizationId", id.toString());
    }

    /** An entry to be; harmless use of a token until something is said otherwise. */
    private final class Draft {
        private final UUID token;
        private final ObjectNode data = JSON.createObjectNode();
        private Instant time;
        private String action;
        private String actor = "builds@contoso.example";
        private String mechanism;
        private String address = OFFICE;
        private String agent = GIT;
        private Duration late = Duration.ZERO;

        Draft(UUID token, String action, int minute) {
            this.token = token;
            this.action = action;
            this.time = DAY.plus(Duration.ofMinutes(minute));
            this.mechanism = token == null ? "AAD" : "PAT authorizationId: " + token;
        }

        Draft plusSeconds(long seconds) {
            time = time.plusSeconds(seconds);
            return this;
        }

        Draft from(String where) {
            address = where;
            return this;
        }

        Draft using(String program) {
            agent = program;
            return this;
        }

        Draft doing(String what) {
            action = what;
            return this;
        }

        Draft by(String whom, String how) {
            actor = whom;
            mechanism = how;
            return this;
        }

        Draft data(String name, String value) {
            data.put(name, value);
            return this;
        }

        Draft late(Duration by) {
            late = by;
            return this;
        }

        void log() {
            Map<String, JsonNode> fields = new HashMap<>();
            if (address == null) {
                fields.put("ipAddress", JSON.nullNode());
            }
            if (agent == null) {
                fields.put("userAgent", JSON.nullNode());
            }
            String id = azure.control()
                    .addAuditEntry(new AuditDraft(
                            ORGANIZATION,
                            action,
                            time,
                            0,
                            actor,
                            null,
                            mechanism,
                            address,
                            agent,
                            "Git",
                            "modify",
                            "Recorded.",
                            "shop",
                            data,
                            fields));
            lateness.put(id, late);
        }
    }

    private List<String> lines() {
        tokens.values().stream()
                .filter(token -> !token.displayName().startsWith("rotated-v"))
                .forEach(token -> said.add(Envelope.first(
                        new TokenObserved(token, TokenState.ACTIVE, true, DAY.minus(Duration.ofDays(90))),
                        SOURCE,
                        DAY.minus(Duration.ofDays(90)))));
        auditLog()
                .forEach(entry -> said.add(Envelope.first(
                        entry, SOURCE, entry.timestamp().plus(lateness.getOrDefault(entry.entryId(), Duration.ZERO)))));
        return said.stream()
                .sorted(Comparator.comparing(Envelope::time))
                .map(RecordedDay::line)
                .toList();
    }

    private List<AuditEntry> auditLog() {
        AzureDevOpsClient client = new AzureDevOpsClient(
                new Endpoints(azure.azureDevOpsUrl(), azure.azureDevOpsUrl()),
                Credential.pat(new TokenValue(azure.administratorToken().reveal())),
                ClientSettings.DEFAULT,
                Clock.fixed(EVENING, ZoneOffset.UTC));
        List<AuditEntry> entries = new ArrayList<>();
        AuditQuery first = AuditQuery.between(DAY.minus(Duration.ofDays(80)), EVENING, 200);
        Optional<AuditQuery> next = Optional.of(first);
        while (next.isPresent()) {
            AuditPage page = client.auditLog(ORGANIZATION, next.get());
            for (AuditLogEntry entry : page.entries()) {
                TokenEntries.of(ORGANIZATION, entry, EVENING, reference -> Optional.empty())
                        .filter(told -> lateness.containsKey(told.entryId()))
                        .ifPresent(entries::add);
            }
            next = page.hasMore() ? page.continuationToken().map(first::after) : Optional.empty();
        }
        return entries;
    }

    private static String line(Envelope<? extends Event> envelope) {
        EncodedMessage message = CODEC.encode(envelope);
        ObjectNode line = JSON.createObjectNode();
        line.put("topic", message.topic());
        line.put("key", message.key());
        message.headers().forEach(line.putObject("headers")::put);
        try {
            line.set("value", JSON.readTree(message.value()));
            return JSON.writeValueAsString(line);
        } catch (IOException e) {
            throw new AssertionError("What was just written can't be read", e);
        }
    }

    @Override
    public void close() {
        azure.close();
    }
}
