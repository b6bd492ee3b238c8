package dev.patrol.azuredevops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The shapes of Microsoft's documents, as they are sent. */
final class WireFormats {
    private WireFormats() {}

    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
    }

    /** {@code PatToken}. The value is there at creation only. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PatToken(
            UUID authorizationId,
            String displayName,
            String scope,
            List<UUID> targetAccounts,
            String validFrom,
            String validTo,
            String token) {
        PersonalAccessToken described() {
            return new PersonalAccessToken(
                    authorizationId,
                    displayName == null ? "" : displayName,
                    scopesOf(scope),
                    validFrom == null ? Instant.EPOCH : instantOf(validFrom),
                    instantOf(validTo),
                    targetAccounts == null,
                    targetAccounts == null ? List.of() : targetAccounts);
        }

        @Override
        public String toString() {
            return "PatToken[" + authorizationId + "]";
        }
    }

    /** {@code PatTokenResult}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PatTokenResult(PatToken patToken, String patTokenError, String patTokenErrorMessage) {
        PatTokenError error() {
            return patTokenError == null ? PatTokenError.NONE : PatTokenError.named(patTokenError);
        }

        /** For messages: the reason's name, also one that is not known here. */
        String reason() {
            return Secrecy.quote(patTokenError);
        }

        @Override
        public String toString() {
            return "PatTokenResult[" + patTokenError + "]";
        }
    }

    /** {@code PagedPatTokens}. A page without its list is no page: taken for an empty one, it would say that all is gone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PagedPatTokens(
            String continuationToken,
            @JsonProperty(required = true) List<PatToken> patTokens) {
        PagedPatTokens {
            patTokens = patTokens == null ? List.of() : patTokens;
        }
    }

    /** {@code PatTokenCreateRequest}. */
    record PatTokenCreateRequest(String displayName, String scope, Instant validTo, boolean allOrgs) {
        static PatTokenCreateRequest of(TokenRequest request) {
            return new PatTokenCreateRequest(
                    request.displayName(),
                    String.join(" ", request.scopes()),
                    request.validTo(),
                    request.allOrganizations());
        }
    }

    /** {@code PatTokenUpdateRequest}. */
    record PatTokenUpdateRequest(
            UUID authorizationId, String displayName, String scope, Instant validTo, boolean allOrgs) {
        static PatTokenUpdateRequest of(UUID authorizationId, TokenRequest request) {
            return new PatTokenUpdateRequest(
                    authorizationId,
                    request.displayName(),
                    String.join(" ", request.scopes()),
                    request.validTo(),
                    request.allOrganizations());
        }
    }

    /** {@code AuditLogQueryResult}. A page without its entries is no page. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AuditLogQueryResult(
            @JsonProperty(required = true) List<AuditLogEntry> decoratedAuditLogEntries,
            String continuationToken,
            boolean hasMore) {
        AuditPage described() {
            return new AuditPage(
                    decoratedAuditLogEntries == null ? List.of() : decoratedAuditLogEntries,
                    Optional.ofNullable(continuationToken).filter(token -> !token.isEmpty()),
                    hasMore);
        }
    }

    /** {@code SessionToken}, without its value and alternate value, which a list does not have. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SessionToken(
            UUID authorizationId,
            UUID userId,
            String displayName,
            String scope,
            List<UUID> targetAccounts,
            String validFrom,
            String validTo,
            boolean isValid) {
        UserToken described() {
            PersonalAccessToken token = new PatToken(
                            authorizationId, displayName, scope, targetAccounts, validFrom, validTo, null)
                    .described();
            return new UserToken(token, Optional.ofNullable(userId), isValid);
        }
    }

    /** {@code TokenAdminPagedSessionTokens}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PagedSessionTokens(
            String continuationToken,
            @JsonProperty(required = true) List<SessionToken> value) {
        PagedSessionTokens {
            value = value == null ? List.of() : value;
        }
    }

    /** {@code TokenAdminRevocation}. */
    record TokenAdminRevocation(UUID authorizationId) {}

    /** {@code TokenAdminRevocationRule}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenAdminRevocationRule(String scopes, Instant createdBefore) {}

    /** Thousands of tokens share a few scopes, so these are held once. */
    static List<String> scopesOf(String scope) {
        return scope == null || scope.isBlank()
                ? List.of()
                : Arrays.stream(scope.strip().split("\\s+")).map(String::intern).toList();
    }

    /** Times have up to seven fractional digits; token administration writes them without a zone and means UTC. */
    private static Instant instantOf(String text) {
        if (text == null) {
            throw new DateTimeException("There is no time");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutZone) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }
}
