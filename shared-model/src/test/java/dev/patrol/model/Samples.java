package dev.patrol.model;

import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Payloads of every type: one with everything that it can say, and one with only what it must say. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final URI SOURCE = URI.create("/patrol/test");

    private static final UUID FIRST_ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID SECOND_ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final String COMMAND_ID = "0d9a4b1e-4b7a-4a39-9d26-5c1c1c6a9a10";
    private static final String ORGANIZATION = "contoso";

    private Samples() {}

    /** The compiler demands a line here for every type. */
    public static List<Payload> of(MessageType type) {
        return switch (type) {
            case TOKEN_OBSERVED ->
                List.of(
                        new TokenObserved(token(), TokenState.ACTIVE, true, NOON),
                        new TokenObserved(bareToken(), TokenState.REVOKED, false, NOON));
            case TOKEN_EXPIRING ->
                Arrays.stream(Milestone.values())
                        .<Payload>flatMap(milestone -> Stream.of(
                                new TokenExpiring(token(), milestone.days(), milestone, true, true),
                                new TokenExpiring(token(), milestone.days(), milestone, false)))
                        .toList();
            case TOKEN_ROTATED ->
                List.of(new TokenRotated(
                        bareToken(), token(), secret(), Trigger.EXPIRY, NOON.plus(Duration.ofDays(1))));
            case TOKEN_REVOKED ->
                List.of(
                        TokenRevoked.of(token(), "It was found on a wiki page.", Trigger.COMMAND, "the duty officer"),
                        TokenRevoked.of(bareToken(), "Its successor has taken over.", Trigger.EXPIRY, null),
                        new TokenRevoked(
                                token(),
                                "Its successor has taken over.",
                                Trigger.EXPIRY,
                                null,
                                List.of("web", "worker")),
                        new TokenRevoked(
                                token(), "It is not needed.", Trigger.COMMAND, "the duty officer", List.of(), true));
            case ROTATION_FAILED ->
                List.of(rotationFailed(List.of("The new token was revoked.")), rotationFailed(List.of()));
            case TOKEN_COMPROMISED ->
                List.of(
                        new TokenCompromised(
                                ORGANIZATION,
                                token().authorizationId().toString(),
                                token(),
                                "builds@contoso.example",
                                "misuse/1",
                                "token-misuse",
                                Severity.HIGH,
                                "A token for builds changed a policy.",
                                List.of(
                                        new Evidence(
                                                "e-1",
                                                NOON,
                                                "Git.RefUpdatePoliciesBypassed",
                                                "2001:db8::1",
                                                "git/2.47.0"),
                                        new Evidence(
                                                "e-2",
                                                NOON.plusNanos(123_456_700),
                                                "Project.CreateCompleted",
                                                null,
                                                null)),
                                Response.ROTATE,
                                null),
                        new TokenCompromised(
                                ORGANIZATION,
                                "22222222-2222",
                                null,
                                null,
                                "misuse/2",
                                "token-misuse",
                                Severity.LOW,
                                "A token for builds changed a policy.",
                                List.of(),
                                Response.NOTIFY,
                                new TokenCompromised.Withheld(
                                        Response.REVOKE, "The limit of revocations is reached.")));
            case TOKEN_UNUSED ->
                List.of(
                        new TokenUnused(token(), NOON.minus(Duration.ofDays(91)), 91, Response.REVOKE),
                        new TokenUnused(token(), null, 120, Response.NOTIFY));
            case POLICY_VIOLATED -> List.of(policyViolated(token()), policyViolated(null), shortened(), revoked());
            case POLICY_MENDED ->
                List.of(
                        PolicyMended.of(shortened(), "The token dies earlier now."),
                        PolicyMended.of(policyViolated(null), "The organization's policy was changed."));
            case SIGN_IN_REQUIRED -> List.of(signInRequired(NOON), signInRequired(null));
            case MAIL_UNDELIVERED ->
                List.of(new MailUndelivered(
                        "gone@contoso.example",
                        NOON,
                        true,
                        "550 5.1.1 No such user",
                        "Correct the address in the rules of the notifier."));
            case TOKEN_CREATED -> List.of(new TokenCreated(token(), secret(), "the team"));
            case TOKEN_DECLARED ->
                List.of(new TokenDeclared(
                        token().lineage(), token().secretName(), declaration(Duration.ofHours(12)), "the team"));
            case ROTATION_REQUESTED ->
                List.of(new RotationRequested(COMMAND_ID, token(), true, false, "the duty officer"));
            case COMMAND_REFUSED ->
                List.of(
                        new CommandRefused(
                                COMMAND_ID,
                                MessageType.REVOKE_ALL.typeName(),
                                ORGANIZATION,
                                "the duty officer",
                                Severity.HIGH,
                                "not-signed",
                                "The command is not signed.",
                                "Sign it with a key that patrol.commands.keys allows."),
                        new CommandRefused(
                                COMMAND_ID,
                                MessageType.REVOKE_TOKEN.typeName(),
                                null,
                                null,
                                Severity.LOW,
                                "unknown-token",
                                "There is no such token.",
                                "Look at the list of tokens."));
            case COMMAND_COMPLETED ->
                List.of(new CommandCompleted(
                        COMMAND_ID,
                        MessageType.RESTORE.typeName(),
                        ORGANIZATION,
                        "the duty officer",
                        "12 tokens are being issued anew."));
            case BREAK_GLASS_PROGRESSED ->
                Arrays.stream(BreakGlassProgressed.Phase.values())
                        .<Payload>map(phase -> new BreakGlassProgressed(
                                COMMAND_ID,
                                ORGANIZATION,
                                phase,
                                new BreakGlassAccount(12, 3, 2, 1, 4, 1),
                                phase == BreakGlassProgressed.Phase.REVOKING
                                        ? List.of(token(), bareToken())
                                        : List.of()))
                        .toList();
            case BREAK_GLASS_ENDED -> List.of(breakGlassEnded("seen-12-tokens", NOON), breakGlassEnded(null, null));
            case AUDIT_ENTRY -> List.of(auditEntry(), bareAuditEntry());
            case AUDIT_REPORT -> List.of(auditReport(), emptyAuditReport());
            case ROTATION_ACKNOWLEDGED ->
                List.of(new RotationAcknowledged(ORGANIZATION, token().secretName(), SECOND_ID, "build-farm"));
            case REVOKE_TOKEN ->
                selectors()
                        .<Payload>map(selector -> new RevokeToken(selector, "It leaked.", "the duty officer", true))
                        .toList();
            case REVOKE_ALL ->
                List.of(
                        new RevokeAll(
                                filter(),
                                "The vault was opened.",
                                "the duty officer",
                                true,
                                false,
                                true,
                                "seen-12-tokens"),
                        new RevokeAll(
                                everything(), "The vault was opened.", "the duty officer", false, true, false, null));
            case ROTATE_TOKEN ->
                selectors()
                        .<Payload>map(selector -> new RotateToken(selector, "A colleague left.", "the team"))
                        .toList();
            case CREATE_TOKEN -> List.of(createToken("build-farm-token"), createToken(null));
            case DECLARE_TOKEN ->
                List.of(
                        declareToken(declaration(Duration.ofHours(12))),
                        declareToken(declaration(null)),
                        declareToken(null));
            case RESTORE ->
                List.of(
                        new Restore(filter(), "web*", true, "The alarm was false.", "the duty officer"),
                        new Restore(everything(), false, "The alarm was false.", "the duty officer"));
            case SCAN ->
                List.of(
                        new Scan("It is time.", "schedule", "2026-03-02T12:00"),
                        new Scan("A new team.", "the team", ""));
        };
    }

    public static Stream<Payload> all() {
        return Arrays.stream(MessageType.values()).flatMap(type -> of(type).stream());
    }

    public static Envelope<Payload> announced(Payload payload) {
        return Envelope.first(payload, SOURCE, NOON);
    }

    /** A name as people give them: quotes, markup, a line break, letters of other scripts, half a surrogate pair. */
    public static Token token() {
        return Token.of(
                ORGANIZATION,
                SECOND_ID,
                "Build \"farm\" <b>\n\u65e5\u672c \ud83d\ude80 \ud83d-v2",
                List.of("vso.code", "vso.packaging"),
                NOON.minus(Duration.ofDays(20)).plusNanos(103_333_300),
                NOON.plus(Duration.ofDays(10)),
                true,
                Optional.of("builds@contoso.example"));
    }

    public static Token bareToken() {
        return Token.of(
                ORGANIZATION,
                FIRST_ID,
                "build farm",
                List.of(),
                NOON.minus(Duration.ofDays(50)),
                NOON.minus(Duration.ofDays(20)),
                false,
                Optional.empty());
    }

    private static SecretVersion secret() {
        return new SecretVersion(
                URI.create("https://tokens.vault.azure.net"), token().secretName(), "6f1c2d3e4b5a69788796a5b4c3d2e1f0");
    }

    private static RotationFailed rotationFailed(List<String> compensation) {
        return new RotationFailed(
                UUID.fromString("5f0c9a52-6f0e-4f4e-9d1c-3b8f6f0f7a11"),
                token(),
                RotationStep.STORE,
                "vault-unavailable",
                "The vault did not answer.",
                compensation,
                true,
                "Look at the vault's state.");
    }

    private static BreakGlassEnded breakGlassEnded(String confirmation, Instant expires) {
        return new BreakGlassEnded(
                COMMAND_ID,
                ORGANIZATION,
                "the duty officer",
                "The vault was opened.",
                filter(),
                true,
                confirmation != null,
                new BreakGlassAccount(2, 1, 0, 1, 4, 1),
                List.of(token()),
                List.of(bareToken()),
                List.of("The tokens of dana@contoso.example could not be listed: 403."),
                confirmation,
                expires);
    }

    private static PolicyViolated shortened() {
        return new PolicyViolated(
                ORGANIZATION,
                token(),
                "maximum-lifetime",
                Severity.MEDIUM,
                "Its life of 365 days is too long.",
                "90 days at most.",
                "Let it die earlier.",
                PolicyResponse.SHORTEN,
                true,
                NOON,
                2);
    }

    private static PolicyViolated revoked() {
        return new PolicyViolated(
                ORGANIZATION,
                bareToken(),
                "no-global-token",
                Severity.HIGH,
                "It is a global token.",
                "Tokens of one organization.",
                "Create one for each.",
                PolicyResponse.REVOKE,
                false,
                null,
                null);
    }

    private static PolicyViolated policyViolated(Token token) {
        return new PolicyViolated(
                ORGANIZATION,
                token,
                "no-full-scope",
                Severity.CRITICAL,
                "full scope",
                "named scopes",
                "Give it the scopes that it needs.");
    }

    private static SignInRequired signInRequired(Instant worksUntil) {
        return new SignInRequired(
                List.of(ORGANIZATION, "contoso"),
                "sign-in-ended",
                "The sign-in has ended.",
                "Sign in again.",
                "0f3c",
                worksUntil);
    }

    private static AuditEntry auditEntry() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("DisplayName", "build farm");
        data.put("OwnerName", null);
        data.put("Count", 3);
        data.put("Scopes", List.of("vso.code", Map.of("deep", true)));
        return new AuditEntry(
                ORGANIZATION,
                "2518;1",
                NOON,
                "Git.RefUpdatePoliciesBypassed",
                SECOND_ID.toString(),
                Lineage.of(ORGANIZATION, "build farm-v2"),
                "PAT authorizationId: " + SECOND_ID,
                "Git",
                "modify",
                "33333333-3333-4333-8333-333333333333",
                "builds@contoso.example",
                "Builds",
                "192.0.2.7",
                "git/2.47.0",
                "shop",
                "A policy was bypassed.",
                data);
    }

    private static AuditEntry bareAuditEntry() {
        return new AuditEntry(
                ORGANIZATION,
                "2518;2",
                NOON,
                "Token.PatCreateEvent",
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static AuditReport auditReport() {
        return new AuditReport(
                ORGANIZATION,
                NOON.minus(Duration.ofDays(7)),
                NOON,
                List.of(new AuditReport.Created(token(), "the team"), new AuditReport.Created(bareToken(), null)),
                List.of(new AuditReport.Usage(token(), 5_000_000_000L, 3)),
                List.of(bareToken()),
                List.of(token()),
                List.of(new AuditReport.Incident("build farm", "token-misuse", Severity.MEDIUM, NOON)),
                new AuditReport.Totals(4, 1, 2, 1, 2, 312, 1, 1, 1),
                List.of(new AuditReport.Advice(token(), "A service connection with workload identity would do.")));
    }

    private static AuditReport emptyAuditReport() {
        return new AuditReport(
                ORGANIZATION,
                NOON.minus(Duration.ofDays(7)),
                NOON,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new AuditReport.Totals(0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of());
    }

    private static Stream<TokenSelector> selectors() {
        return Stream.of(
                TokenSelector.byAuthorizationId(ORGANIZATION, FIRST_ID),
                TokenSelector.bySecretName(ORGANIZATION, "build-farm-0a1b2c3d"),
                TokenSelector.byDisplayName(ORGANIZATION, "build farm-v2"));
    }

    private static CreateToken createToken(String secretName) {
        return new CreateToken(
                ORGANIZATION,
                "build farm",
                List.of("vso.code"),
                Duration.ofDays(30),
                secretName,
                "A new farm.",
                "the team");
    }

    private static DeclareToken declareToken(Declaration declaration) {
        return new DeclareToken(ORGANIZATION, "build farm", declaration, "A new farm.", "the team");
    }

    private static Declaration declaration(Duration overlap) {
        boolean isWhole = overlap != null;
        return new Declaration(
                List.of("vso.code", "vso.build"),
                Duration.ofDays(45),
                Duration.ofDays(15),
                overlap,
                isWhole ? List.of("build-agent") : null,
                isWhole ? "builds@contoso.example" : null,
                isWhole ? "Fetches the sources of every build." : null,
                isWhole ? FIRST_ID : null);
    }

    private static TokenFilter filter() {
        return new TokenFilter(ORGANIZATION, "build *", "vso.code", "builds@contoso.example", NOON);
    }

    private static TokenFilter everything() {
        return new TokenFilter(ORGANIZATION, null, null, null, null);
    }
}
