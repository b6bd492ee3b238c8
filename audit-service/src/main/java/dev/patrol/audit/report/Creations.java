package dev.patrol.audit.report;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who made which token, by the audit log. Where the log does not name the token's id, its display name and the time tell whose
 * creation it is.
 */
final class Creations {
    private static final String ACTION = "Token.PatCreateEvent";
    private static final int MOST = 10_000;
    private static final int SHORTEST_REFERENCE = 8;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Map<String, List<Creation>> byReference = new HashMap<>();
    private final Map<String, List<Creation>> byDisplayName = new HashMap<>();
    private int kept;
    private long total;

    private record Creation(int number, Instant time, String creator) {}

    void accept(AuditEntry entry) {
        if (!ACTION.equalsIgnoreCase(entry.actionId())) {
            return;
        }
        total++;
        if (kept == MOST) {
            return;
        }
        Creation creation = new Creation(kept++, entry.timestamp(), creatorIn(entry));
        boolean named = !entry.tokenReference().isEmpty();
        (named ? byReference : byDisplayName)
                .computeIfAbsent(named ? entry.tokenReference() : displayNameIn(entry.data()), key -> new ArrayList<>())
                .add(creation);
    }

    /** Empty where the log does not say, or says different things. */
    Optional<String> creatorOf(Token token) {
        List<String> creators = of(token)
                .map(Creation::creator)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return creators.size() == 1 ? Optional.of(creators.get(0)) : Optional.empty();
    }

    /** How many creations are of none of these tokens. */
    long ofNoneOf(Stream<Token> tokens) {
        return total
                - tokens.flatMap(this::of).mapToInt(Creation::number).distinct().count();
    }

    private Stream<Creation> of(Token token) {
        String id = token.authorizationId().toString();
        Stream<Creation> named = IntStream.rangeClosed(SHORTEST_REFERENCE, id.length())
                .mapToObj(length -> id.substring(0, length))
                .flatMap(reference -> byReference.getOrDefault(reference, List.of()).stream());
        Stream<Creation> likely = byDisplayName.getOrDefault(token.displayName(), List.of()).stream()
                .filter(creation -> Duration.between(token.validFrom(), creation.time())
                                .abs()
                                .compareTo(CLOCKS_DIFFER)
                        <= 0);
        return Stream.concat(named, likely);
    }

    private static String creatorIn(AuditEntry entry) {
        return Stream.of(entry.actorUpn(), entry.actorDisplayName(), entry.actorUserId())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The names in the data are documented nowhere, so their case does not count. */
    private static String displayNameIn(Map<String, Object> data) {
        return data.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase("DisplayName"))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }
}
