package dev.patrol.azuredevops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The shapes of Microsoft's documents, as they are sent. */
final class WireFormats {
    private WireFormats() {}

    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
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
                    instantOf(validFrom),
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
    }

    /** {@code PagedPatTokens}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PagedPatTokens(String continuationToken, List<PatToken> patTokens) {}

    /** {@code PatTokenCreateRequest}. */
    record PatTokenCreateRequest(String displayName, String scope, Instant validTo, boolean allOrgs) {}

    /** {@code AuditLogQueryResult}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AuditLogQueryResult(
            List<AuditLogEntry> decoratedAuditLogEntries, String continuationToken, boolean hasMore) {}

    static List<String> scopesOf(String scope) {
        return scope == null || scope.isBlank()
                ? List.of()
                : Arrays.asList(scope.strip().split("\\s+"));
    }

    /** Times have up to seven fractional digits; token administration writes them without a zone and means UTC. */
    static Instant instantOf(String text) {
        if (text == null) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutZone) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }
}
