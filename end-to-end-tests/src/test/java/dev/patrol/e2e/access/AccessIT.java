package dev.patrol.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.PatrolCall;
import dev.patrol.e2e.TopicDump;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.topics.Service;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.pats.PatStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service logs in with SCRAM over TLS as a user of its own, who may do what {@code deploy/kafka/acls.sh} grants. */
class AccessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SERVICES = List.of("scanner", "rotator", "audit", "notifier");
    private static final List<String> OTHERS = List.of("incident", "dependent", "siem", "operator", "stranger");
    private static final int ITERATIONS = 4096;
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";

    @TempDir
    static Path folder;

    private static Tls tls;
    private static SecuredSite site;

    @BeforeAll
    static void start() throws Exception {
        tls = Tls.in(folder);
        site = new SecuredSite(folder, "access", ofBroker(), administrator(), "User:admin");
        makeUsers();
        site.grant(Map.of(
                "INCIDENT_TOOLING", "User:incident",
                "DEPENDENTS", "User:CN=somebody else, O=Contoso;User:dependent",
                "SIEM", "User:siem",
                "OPERATORS", "User:operator"));
        for (String service : SERVICES) {
            site.start(service, login(service), Map.of());
        }
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void theServicesDoTheirWorkWithTheRightsThatTheScriptGrants() {
        // Given
        UUID due = site.around()
                .azure()
                .seedTokens(TokenSeed.of("due", "vso.code", Instant.now().plus(Duration.ofDays(3)))
                        .withValidFrom(Instant.now().minus(Duration.ofDays(60))))
                .get(0);

        // When
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("A service has ended", () -> !site.services().stream().allMatch(PackagedService::isRunning))
                .until(() -> {
                    TopicDump topics = site.around().kafka().topics();
                    return topics.announced(TokenRevoked.class).stream()
                                    .anyMatch(envelope -> ((TokenRevoked) envelope.payload())
                                            .token()
                                            .authorizationId()
                                            .equals(due))
                            && !topics.announced(AuditEntry.class).isEmpty();
                });

        // Then
        site.around()
                .kafka()
                .awaitStable(site.services(), "scanner", "rotator", "notifier", "rotator-urgent", "patrol-detector");
        for (PackagedService service : site.services()) {
            assertThat(service.log())
                    .content()
                    .doesNotContain("AuthorizationException", "Not authorized", "not authorized", "has no right");
        }
    }

    @Test
    void incidentToolingBreaksTheGlassAndRestoresWithTheRightsThatTheScriptGrants() throws Exception {
        // Given
        UUID doomed = seedStored("doomed");
        UUID spared = seedStored("spared");

        // When
        PatrolCall dryRun = site.patrol(login("incident"), Map.of(), breakGlass("--dry-run"));
        PatStatus afterTheDryRun = stateOf(doomed);
        PatrolCall glass = site.patrol(
                login("incident"),
                Map.of(),
                breakGlass("--confirm", site.around().organization()));
        PatrolCall restored = site.patrol(
                login("incident"),
                Map.of(),
                "restore",
                "doomed*",
                "--reason",
                "The drill is over.",
                "--wait",
                "--deadline",
                "90s");

        // Then
        assertThat(dryRun.exitCode()).as(dryRun.output()).isZero();
        assertThat(dryRun.output()).contains("1 would die");
        assertThat(afterTheDryRun).isEqualTo(PatStatus.ALIVE);
        assertThat(glass.exitCode()).as(glass.output()).isZero();
        assertThat(glass.output()).contains("1 found, 1 revoked");
        assertThat(stateOf(doomed)).isEqualTo(PatStatus.REVOKED);
        assertThat(restored.exitCode()).as(restored.output()).isZero();
        assertThat(restored.output()).contains("1 token is being issued anew");
        assertThat(site.around().azure().tokens())
                .filteredOn(token -> token.displayName().startsWith("doomed") && token.state() == PatStatus.ALIVE)
                .singleElement()
                .satisfies(successor -> assertThat(
                                site.around().azure().secretHoldsToken(secretOf("doomed"), successor.authorizationId()))
                        .isTrue());
        assertThat(stateOf(spared)).isEqualTo(PatStatus.ALIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "rotations --all", "watch --type * --since 1h --for 5s", "dead-letters list"})
    void operatorsSeeAllThatACommandShows(String command) {
        // When
        PatrolCall look = site.patrol(login("operator"), Map.of(), command.split(" "));

        // Then
        assertThat(look.exitCode()).as(look.output()).isZero();
        assertThat(look.output()).doesNotContain("may not read");
    }

    @Test
    void operatorsSeeHowTheTopicsAreAndThatTheServicesRun() {
        // Given
        site.around()
                .kafka()
                .awaitStable(
                        site.services(),
                        Arrays.stream(Service.values())
                                .flatMap(service -> service.groups().stream())
                                .toArray(String[]::new));

        // When
        PatrolCall check = site.patrol(login("operator"), Map.of(), "check");

        // Then
        assertThat(check.output())
                .containsPattern(
                        "(?m)^ +topics +ok +" + Topic.values().length + " topics, as the contract wants them$");
        for (Service service : Service.values()) {
            assertThat(check.output()).containsPattern("(?m)^ +" + service.word() + " +ok +it runs, and keeps up$");
        }
    }

    @Test
    void whoeverHasAWrongPasswordIsRefusedAndToldSo() throws Exception {
        // Given
        Map<String, String> wrong = login("incident", "SCRAM-SHA-512", SCRAM, "made-up");

        // When
        PatrolCall ran = site.patrol(wrong, Map.of(), "tokens");

        // Then
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output()).contains("The broker refuses the login.").doesNotContain("made-up");
    }

    @Test
    void aServiceWithAWrongPasswordEndsAndSaysWhy() throws Exception {
        // Given
        Map<String, String> wrong = login("rotator", "SCRAM-SHA-512", SCRAM, "made-up");

        // When
        PackagedService rotator = site.begin("rotator", wrong, Map.of());

        // Then
        assertThat(rotator.awaitEnd()).isEqualTo(PackagedService.WRONG_SETTING);
        assertThat(rotator.log())
                .content()
                .contains("The broker refuses the login.")
                .doesNotContain("made-up");
    }

    @Test
    void aServiceThatDoesNotTrustTheBrokerEndsAndSaysWhy() throws Exception {
        // Given
        Map<String, String> trustingOthers = login("rotator");
        tls.trust().keySet().forEach(trustingOthers::remove);

        // When
        PackagedService rotator = site.begin("rotator", trustingOthers, Map.of());

        // Then
        assertThat(rotator.awaitEnd()).isEqualTo(PackagedService.WRONG_SETTING);
        assertThat(rotator.log())
                .content()
                .contains("is signed by an authority that is not trusted here. Check KAFKA_SSL_TRUSTSTORE_LOCATION");
    }

    @ParameterizedTest
    @CsvSource({
        "incident, patrol.revoke-commands, true, false",
        "incident, patrol.rotate-commands, true, false",
        "incident, patrol.scan-commands, true, false",
        "incident, patrol.command-results, false, true",
        "incident, patrol.tokens, false, true",
        "incident, patrol.token-revoked, false, true",
        "incident, patrol.rotation-requests, false, false",
        "incident, patrol.rotation-ledger, false, false",
        "incident, patrol.token-expiring, false, false",
        "incident, patrol.token-compromised, false, false",
        "dependent, patrol.rotation-acknowledgements, true, false",
        "dependent, patrol.token-rotated, false, true",
        "dependent, patrol.revoke-commands, false, false",
        "dependent, patrol.rotation-ledger, false, false",
        "dependent, patrol.tokens, false, false",
        "siem, patrol.audit-entries, false, true",
        "siem, patrol.rotation-ledger, false, false",
        "operator, patrol.dead-letters, false, true",
        "operator, patrol.rotation-ledger, false, true",
        "operator, patrol.revoke-commands, false, true",
        "operator, patrol.rotate-commands, false, true",
        "operator, patrol.scan-commands, false, true",
        "operator, patrol.token-expiring, false, true",
        "operator, patrol.policy-findings, false, false",
        "operator, patrol.mail-outbox, false, false",
        "stranger, patrol.revoke-commands, false, false",
        "stranger, patrol.tokens, false, false",
        "notifier, patrol.revoke-commands, false, false",
        "notifier, patrol.rotation-ledger, false, false",
        "scanner, patrol.rotation-ledger, false, false",
        "scanner, patrol.token-expiring, true, false",
        "audit, patrol.revoke-commands, false, false",
        "audit, patrol.rotation-requests, false, false"
    })
    void nobodyMayDoMore(String user, String topic, boolean mayWrite, boolean mayRead) throws Exception {
        // When
        Set<AclOperation> allowed = allowed(user, topic);

        // Then
        assertThat(allowed.contains(AclOperation.WRITE)).isEqualTo(mayWrite);
        assertThat(allowed.contains(AclOperation.READ)).isEqualTo(mayRead);
    }

    private static String[] breakGlass(String... more) {
        List<String> call = new ArrayList<>(
                List.of("break-glass", "--name", "doomed*", "--reason", "A drill.", "--deadline", "90s"));
        call.addAll(List.of(more));
        return call.toArray(String[]::new);
    }

    /** A token whose secret says that Patrol has stored it. */
    private static UUID seedStored(String name) {
        UUID token = site.around()
                .azure()
                .seedTokens(TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(20))))
                .get(0);
        site.around()
                .azure()
                .keepInSecret(
                        token,
                        secretOf(name),
                        Map.of(
                                "managed-by",
                                "pat-rotation-service",
                                "organization",
                                site.around().organization()));
        return token;
    }

    private static String secretOf(String name) {
        return Lineage.of(site.around().organization(), name).secretName();
    }

    private static PatStatus stateOf(UUID token) {
        return site.around().azure().token(token).orElseThrow().state();
    }

    private static Set<AclOperation> allowed(String user, String topic) throws Exception {
        try (Admin admin = Admin.create(site.around().kafka().connection(login(user)))) {
            return admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get(30, TimeUnit.SECONDS)
                    .get(topic)
                    .authorizedOperations();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Set.of();
            }
            throw e;
        }
    }

    private static void makeUsers() throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        SERVICES.forEach(user -> users.add(scram(user)));
        OTHERS.forEach(user -> users.add(scram(user)));
        try (Admin admin = Admin.create(site.around().kafka().connection(administrator()))) {
            admin.alterUserScramCredentials(users).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static UserScramCredentialAlteration scram(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), passwordOf(user));
    }

    private static Map<String, String> ofBroker() {
        Map<String, String> settings = new HashMap<>(tls.ofBroker("SASL_SSL"));
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                        + passwordOf("admin") + "\" user_admin=\"" + passwordOf("admin") + "\";");
        settings.put("listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM + " required;");
        return settings;
    }

    private static Map<String, String> administrator() {
        return login("admin", "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule", passwordOf("admin"));
    }

    private static Map<String, String> login(String user) {
        return login(user, "SCRAM-SHA-512", SCRAM, passwordOf(user));
    }

    private static Map<String, String> login(String user, String mechanism, String module, String password) {
        Map<String, String> settings = new HashMap<>(tls.trust());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", mechanism);
        settings.put("sasl.jaas.config", module + " required username=\"" + user + "\" password=\"" + password + "\";");
        return settings;
    }

    private static String passwordOf(String user) {
        return "password-of-" + user;
    }
}
