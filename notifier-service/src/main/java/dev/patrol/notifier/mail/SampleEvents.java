package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.AuditReport;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.Evidence;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Milestone;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events as a week brings them, one or more of every type that is mailed, by the name of their golden files. */
public final class SampleEvents {
    public static final Instant TODAY = Instant.parse("2026-11-23T08:00:00Z");

    private static final Token DEPLOY =
            token("ci-deploy-v20261125104417", 1, List.of("vso.code", "vso.build_execute"), 3);
    private static final Token SUCCESSOR =
            token("ci-deploy-v20261130048213", 2, List.of("vso.code", "vso.build_execute"), 30);
    /** Nobody knows whose it is, and it has a day and a half to live. */
    private static final Token BY_HAND = Token.of(
            "contoso",
            UUID.fromString("7a1f0f5e-0000-4000-8000-000000000005"),
            "nightly import",
            List.of("vso.work"),
            TODAY.minus(Duration.ofDays(88)),
            TODAY.plus(Duration.ofHours(36)),
            true,
            Optional.empty());

    private static final Token FULL = token("build agents (old)", 3, List.of(Token.FULL_SCOPE), 5);
    private static final Token PACKAGES = token("Package feed – reader", 4, List.of("vso.packaging"), 200);

    private SampleEvents() {}

    public static Map<String, Envelope<? extends Event>> byName() {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("token-expiring-due", new TokenExpiring(DEPLOY, 3, Milestone.SEVEN_DAYS, true));
        events.put("token-expiring-planned", new TokenExpiring(SUCCESSOR, 30, Milestone.THIRTY_DAYS, false, true));
        events.put("token-expiring-not-managed", new TokenExpiring(BY_HAND, 2, Milestone.SEVEN_DAYS, false));
        events.put("token-expiring-full-access", new TokenExpiring(FULL, 5, Milestone.SEVEN_DAYS, false));
        events.put(
                "token-rotated",
                new TokenRotated(DEPLOY, SUCCESSOR, version(), Trigger.EXPIRY, TODAY.plus(Duration.ofHours(24))));
        events.put(
                "token-revoked-after-rotation",
                TokenRevoked.of(DEPLOY, "Replaced by " + SUCCESSOR.authorizationId() + ".", Trigger.EXPIRY, null));
        events.put(
                "token-revoked-unacknowledged",
                new TokenRevoked(
                        DEPLOY,
                        "Replaced by " + SUCCESSOR.authorizationId()
                                + ". Its overlap ended without an acknowledgement of billing-importer, web.",
                        Trigger.EXPIRY,
                        null,
                        List.of("billing-importer", "web")));
        events.put(
                "token-revoked-by-command",
                TokenRevoked.of(PACKAGES, "The laptop was lost.", Trigger.COMMAND, "kim@contoso.example"));
        events.put(
                "token-revoked-compromised",
                TokenRevoked.of(PACKAGES, "Found in a public repository.", Trigger.COMPROMISE, null));
        events.put(
                "mail-undelivered",
                new MailUndelivered(
                        "gone@contoso.example",
                        TODAY.truncatedTo(ChronoUnit.DAYS),
                        true,
                        "550 5.1.1 No such user",
                        "Correct the address in the notifier's settings, or have the mailbox mended."));
        events.put(
                "rotation-failed",
                new RotationFailed(
                        UUID.fromString("5f0c9a52-6f0e-4f4e-9d1c-3b8f6f0f7a11"),
                        DEPLOY,
                        RotationStep.STORE,
                        "vault-unavailable",
                        "The vault answers 503.",
                        List.of("The new token " + SUCCESSOR.authorizationId() + " was revoked."),
                        true,
                        "Nothing needs to be done at once: Patrol tries again at the next scan."));
        events.put("token-compromised", compromised());
        events.put("token-compromised-unknown", compromisedUnknown());
        events.put("token-unused", new TokenUnused(PACKAGES, TODAY.minus(Duration.ofDays(95)), 95, Response.NOTIFY));
        events.put("token-unused-revoked", new TokenUnused(PACKAGES, null, 165, Response.REVOKE));
        events.put(
                "policy-violated",
                PolicyViolated.by(
                        FULL,
                        "no-full-scope",
                        Severity.HIGH,
                        "The token has full access (app_token) and is due for rotation.",
                        "Tokens with named scopes. Patrol does not copy a token with full access.",
                        "Create a token with only the scopes that its dependents need, store it as " + FULL.secretName()
                                + ", and revoke this one."));
        events.put("policy-violated-revoked", violated(PolicyResponse.REVOKE, false, null));
        events.put(
                "policy-violated-shortened",
                violated(PolicyResponse.SHORTEN, true, Instant.parse("2026-12-30T08:00:00Z")));
        events.put(
                "policy-mended",
                PolicyMended.of(
                        violated(null, false, null),
                        "The token was looked at again, and is as it should be, or is excepted."));
        events.put(
                "policy-violated-organization",
                new PolicyViolated(
                        "contoso",
                        null,
                        "maximum-lifespan",
                        Severity.MEDIUM,
                        "The organization sets no maximum lifespan for tokens.",
                        "A maximum lifespan of 90 days or less.",
                        "Turn on \"Enforce maximum personal access token lifespan\" in the policies."));
        events.put(
                "sign-in-required",
                new SignInRequired(
                        List.of("contoso", "fabrikam"),
                        "sign-in-ended",
                        "Patrol's sign-in to Azure DevOps has expired or was revoked (a changed password and an administrator"
                                + " do that).",
                        "Sign in again with ./patrol login.",
                        "0f3c",
                        null));
        events.put("command-refused", refused(Severity.MEDIUM, "unknown-token", "No token is called deploy-x."));
        events.put("command-refused-suspicious", refused(Severity.HIGH, "unsigned", "It is not signed."));
        events.put("token-created", new TokenCreated(SUCCESSOR, version(), "kim@contoso.example"));
        events.put("break-glass-ended", SampleCollections.breakGlass(false));
        events.put("break-glass-dry-run", SampleCollections.breakGlass(true));
        events.put("audit-report", report());
        events.put(
                "audit-report-of-a-quiet-week",
                new AuditReport(
                        "contoso",
                        TODAY.minus(Duration.ofDays(7)),
                        TODAY,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new AuditReport.Totals(0, 0, 0, 0, 0, 0, 0, 0, 0),
                        List.of()));
        Map<String, Envelope<? extends Event>> envelopes = new LinkedHashMap<>();
        events.forEach((name, event) -> envelopes.put(name, envelope(name, event)));
        return envelopes;
    }

    /** An envelope with an id of its own, that follows from its name. */
    public static <T extends Event> Envelope<T> envelope(String name, T event) {
        return new Envelope<>(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
                URI.create("/patrol/test"),
                TODAY,
                "5b1f1c0e-7f0a-4b55-9d0e-3a2f0c5c1d11",
                Optional.empty(),
                event);
    }

    private static TokenCompromised compromised() {
        return new TokenCompromised(
                "contoso",
                PACKAGES.authorizationId().toString(),
                PACKAGES,
                "feeds@contoso.example",
                "2026-11-23/administrative-action/7",
                "administrative-action",
                Severity.HIGH,
                "It changed who may bypass branch policies, which a token for a package feed has no business with.",
                List.of(
                        new Evidence(
                                "2516873545827382371;00000064-0000-8888-8000-000000000000;1",
                                TODAY.minus(Duration.ofMinutes(12)),
                                "Git.RefUpdatePoliciesBypassed",
                                "203.0.113.77",
                                "curl/8.5.0"),
                        new Evidence(
                                "2516873545827382371;00000064-0000-8888-8000-000000000000;2",
                                TODAY.minus(Duration.ofMinutes(11)),
                                "Security.ModifyPermission",
                                "2001:db8::7",
                                null),
                        new Evidence("2516873545827382371;3", TODAY, "Group.UpdateGroupMembership.Add", null, null)),
                Response.ROTATE,
                null);
    }

    /** A token that the inventory does not know, an organization that is only watched so far. */
    private static TokenCompromised compromisedUnknown() {
        return new TokenCompromised(
                "contoso",
                "7a1f0f5e-0000",
                null,
                null,
                "2026-11-23/unknown-address/8",
                "unknown-address",
                Severity.HIGH,
                "It was used from 203.0.113.77, which is outside the allowed networks.",
                List.of(new Evidence("2516873545827382371;4", TODAY, "Git.RepositoryCreated", "203.0.113.77", null)),
                Response.NOTIFY,
                new TokenCompromised.Withheld(Response.ROTATE, "Patrol runs dry (patrol.detection.dry-run)."));
    }

    private static PolicyViolated violated(PolicyResponse response, boolean dryRun, Instant shortenTo) {
        return new PolicyViolated(
                "contoso",
                FULL,
                "maximum-lifetime",
                Severity.MEDIUM,
                "Its life of 365 days is too long.",
                "A life of 90 days at most.",
                "Have a token that lives for 90 days or less, give it to those that use this one, and revoke this one.",
                response,
                dryRun,
                shortenTo,
                null);
    }

    private static CommandRefused refused(Severity severity, String code, String reason) {
        return new CommandRefused(
                "0f6d7a52-35e5-4c4e-8f3c-0a4b1b0a7a11",
                "dev.patrol.command.revoke-all.v1",
                "contoso",
                "kim@contoso.example",
                severity,
                code,
                reason,
                "Look at the command, and give it again.");
    }

    private static AuditReport report() {
        return new AuditReport(
                "contoso",
                TODAY.minus(Duration.ofDays(7)),
                TODAY,
                List.of(
                        new AuditReport.Created(SUCCESSOR, "patrol@contoso.example"),
                        new AuditReport.Created(FULL, null)),
                List.of(new AuditReport.Usage(DEPLOY, 1_204, 3), new AuditReport.Usage(FULL, 96, 11)),
                List.of(PACKAGES),
                List.of(DEPLOY, FULL),
                List.of(new AuditReport.Incident(
                        PACKAGES.displayName(),
                        "administrative-action",
                        Severity.HIGH,
                        TODAY.minus(Duration.ofMinutes(12)))),
                new AuditReport.Totals(17, 1, 2, 1, 2, 314, 1, 2, 1),
                List.of(new AuditReport.Advice(
                        DEPLOY, "A service connection with workload identity federation needs no token.")));
    }

    private static SecretVersion version() {
        return new SecretVersion(
                URI.create("https://contoso-tokens.vault.azure.net"),
                SUCCESSOR.secretName(),
                "4387e9f3d6e14c459867679a90fd0f79");
    }

    private static Token token(String displayName, int number, List<String> scopes, int daysLeft) {
        return Token.of(
                "contoso",
                UUID.fromString("7a1f0f5e-0000-4000-8000-%012d".formatted(number)),
                displayName,
                scopes,
                TODAY.minus(Duration.ofDays(165)),
                TODAY.plus(Duration.ofDays(daysLeft)),
                false,
                Optional.of("kim@contoso.example"));
    }
}
