package dev.patrol.audit.detection;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.patrol.model.token.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an entry says of the token that it creates or changes. No public sample of such data is whole, so each part may be
 * missing, and its name is taken in any case of letters.
 *
 * @param validFrom null where the entry does not say
 * @param validTo null where the entry does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DescribedToken(
        String displayName, List<String> scopes, Instant validFrom, Instant validTo, boolean allOrganizations) {
    public DescribedToken {
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    public static DescribedToken in(Map<String, Object> data) {
        Map<String, Object> fields = data.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .collect(toMap(
                        field -> field.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (first, second) -> first));
        return new DescribedToken(
                fields.get("displayname") instanceof String name ? name : null,
                scopesIn(fields.get("scopes")),
                instantIn(fields.get("validfrom")),
                instantIn(fields.get("validto")),
                namesEveryOrganization(fields));
    }

    public boolean isFullScope() {
        return Scopes.areFull(scopes);
    }

    public Optional<Duration> lifetime() {
        return validFrom == null || validTo == null
                ? Optional.empty()
                : Optional.of(Duration.between(validFrom, validTo));
    }

    private static List<String> scopesIn(Object scopes) {
        if (scopes instanceof String text) {
            return Stream.of(text.split("[\\s,]+"))
                    .filter(scope -> !scope.isEmpty())
                    .toList();
        }
        if (scopes instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .flatMap(scope -> Arrays.stream(scope.split("[\\s,]+")))
                    .toList();
        }
        return List.of();
    }

    private static Instant instantIn(Object time) {
        if (!(time instanceof String text)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unknownForm) {
            return null;
        }
    }

    private static boolean namesEveryOrganization(Map<String, Object> fields) {
        return Boolean.TRUE.equals(fields.get("allorgs"))
                || fields.get("tokentype") instanceof String type
                        && type.toLowerCase(Locale.ROOT).contains("global");
    }
}
