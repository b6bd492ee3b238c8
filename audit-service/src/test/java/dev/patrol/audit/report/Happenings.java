package dev.patrol.audit.report;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records of an organization, around a week in November. */
final class Happenings {
    static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    static final Week WEEK = Week.endingAt(MONDAY.plus(Duration.ofDays(7)));

    private static final URI SOURCE = URI.create("/test");

    private final String organization;
    private final Instant monday;
    private int entries;

    Happenings(String organization, Instant monday) {
        this.organization = organization;
        this.monday = monday;
    }

    static Happenings of(String organization) {
        return new Happenings(organization, MONDAY);
    }

    Week week() {
        return Week.endingAt(monday.plus(Duration.ofDays(7)));
    }

    /** A time by days from the week's beginning; before it where negative. */
    Instant day(double days) {
        return monday.plusSeconds(Math.round(days * Duration.ofDays(1).toSeconds()));
    }

    /** A token of a person, made and dying at these days. */
    Token token(String name, double from, double to, String... scopes) {
        return tokenOf("kim@contoso.example", name, from, to, scopes);
    }

    Token tokenOf(String owner, String name, double from, double to, String... scopes) {
        return Token.of(
                organization,
                UUID.randomUUID(),
                name,
                scopes.length == 0 ? List.of("vso.code") : List.of(scopes),
                day(from),
                day(to),
                false,
                Optional.ofNullable(owner));
    }

    Envelope<TokenObserved> observed(Token token) {
        return observed(token, TokenState.ACTIVE);
    }

    Envelope<TokenObserved> observed(Token token, TokenState state) {
        return at(6.5, new TokenObserved(token, state, true, day(6.5)));
    }

    Envelope<TokenObserved> observedAt(double day, Token token) {
        return at(day, new TokenObserved(token, TokenState.ACTIVE, true, day(day)));
    }

    /** An audited action that was done with a token. */
    Envelope<AuditEntry> action(double day, Token token, String ipAddress) {
        return action(day, "PAT authorizationId: " + token.authorizationId(), ipAddress, "git/2.50");
    }

    Envelope<AuditEntry> action(double day, String mechanism, String ipAddress, String userAgent) {
        return entry(day, "Git.CreateRepo", "", mechanism, null, ipAddress, userAgent, Map.of());
    }

    /** A creation as the log tells it, with the token's id or only with its name. */
    Envelope<AuditEntry> creation(double day, String tokenReference, String displayName, String creator) {
        return entry(
                day,
                "Token.PatCreateEvent",
                tokenReference,
                "AAD",
                creator,
                null,
                null,
                displayName == null ? Map.of() : Map.of("DisplayName", displayName));
    }

    private Envelope<AuditEntry> entry(
            double day,
            String action,
            String reference,
            String mechanism,
            String actor,
            String ipAddress,
            String userAgent,
            Map<String, Object> data) {
        return at(
                day,
                new AuditEntry(
                        organization,
                        organization + ";" + entries++,
                        day(day),
                        action,
                        reference,
                        null,
                        mechanism,
                        null,
                        null,
                        null,
                        actor,
                        null,
                        ipAddress,
                        userAgent,
                        null,
                        null,
                        data));
    }

    Envelope<TokenUnused> unused(double day, Token token, int daysIdle) {
        return at(day, new TokenUnused(token, null, daysIdle, Response.NOTIFY));
    }

    Envelope<TokenRotated> rotated(double day, Token previous, Token successor) {
        SecretVersion secret =
                new SecretVersion(URI.create("https://vault.example"), successor.secretName(), "4387e9f3d6e14c45");
        return at(day, new TokenRotated(previous, successor, secret, Trigger.EXPIRY, day(day + 1)));
    }

    Envelope<RotationFailed> failed(double day, UUID rotation, Token token, String code) {
        return at(
                day,
                new RotationFailed(
                        rotation, token, RotationStep.values()[0], code, "It failed.", List.of(), true, "Look."));
    }

    Envelope<PolicyViolated> violated(double day, Token token, String policy) {
        return at(
                day,
                new PolicyViolated(organization, token, policy, Severity.MEDIUM, "found", "allowed", "Change it."));
    }

    Envelope<TokenCompromised> compromised(double day, Token token, String incident, Severity severity) {
        return at(
                day,
                new TokenCompromised(
                        organization,
                        token.authorizationId().toString(),
                        token,
                        null,
                        incident,
                        "unknown-address",
                        severity,
                        "It was used from elsewhere.",
                        List.of(),
                        Response.NOTIFY,
                        null));
    }

    private <T extends Payload> Envelope<T> at(double day, T payload) {
        return Envelope.first(payload, SOURCE, day(day));
    }
}
