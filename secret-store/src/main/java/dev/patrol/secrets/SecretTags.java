package dev.patrol.secrets;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What Patrol says of a secret in its tags. Everybody who may list secrets can read them. Key Vault takes at most 15 tags of
 * 256 characters (azure-docs, about-keys-secrets-certificates), so long texts are cut.
 */
final class SecretTags {
    static final String MANAGED_BY = "managed-by";
    static final String CREATED = "created";
    static final String ORGANIZATION = "organization";
    static final String AUTHORIZATION_ID = "authorization-id";
    static final String DISPLAY_NAME = "display-name";
    static final String SCOPE = "scope";
    static final String REPLACES = "replaces";
    static final String REVOKE_PREVIOUS_AT = "revoke-previous-at";
    static final String STAYS_DEAD = "stays-dead";
    static final String PATROL = "pat-rotation-service";

    private static final int MOST = 15;
    private static final int LONGEST = 256;

    private SecretTags() {}

    static Map<String, String> of(NewSecret secret) {
        Token token = secret.token();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(MANAGED_BY, PATROL);
        tags.put(CREATED, secret.createdAt().toString());
        tags.put(ORGANIZATION, token.organization());
        tags.put(AUTHORIZATION_ID, token.authorizationId().toString());
        tags.put(DISPLAY_NAME, token.displayName());
        tags.put(SCOPE, String.join(" ", token.scopes()));
        secret.replaces()
                .ifPresent(replaced ->
                        tags.put(REPLACES, replaced.authorizationId().toString()));
        secret.revokePreviousAt().ifPresent(at -> tags.put(REVOKE_PREVIOUS_AT, at.toString()));
        return tags;
    }

    /** The first 15 tags, names and values cut at 256 characters. */
    static Map<String, String> fitting(Map<String, String> tags) {
        Map<String, String> fitting = new LinkedHashMap<>();
        tags.forEach((name, value) -> {
            if (fitting.size() < MOST) {
                fitting.putIfAbsent(cut(name), cut(value));
            }
        });
        return Collections.unmodifiableMap(fitting);
    }

    static SecretDescription describe(SecretVersion version, Map<String, String> tags) {
        return new SecretDescription(version, id(tags, AUTHORIZATION_ID), id(tags, REPLACES));
    }

    /** Empty where Patrol has not stored the secret. */
    static Optional<ManagedSecret> managed(String name, Map<String, String> tags) {
        return Optional.ofNullable(tags.get(ORGANIZATION))
                .filter(organization -> PATROL.equals(tags.get(MANAGED_BY)))
                .map(organization -> new ManagedSecret(
                        name,
                        organization,
                        id(tags, AUTHORIZATION_ID),
                        id(tags, REPLACES),
                        time(tags, REVOKE_PREVIOUS_AT),
                        staysDead(tags)));
    }

    /** Whether what they describe holds a token. */
    static boolean hold(UUID authorizationId, Map<String, String> tags) {
        return id(tags, AUTHORIZATION_ID).filter(authorizationId::equals).isPresent();
    }

    /** The same, with a reason more. */
    static Map<String, String> stayingDead(Map<String, String> tags, StaysDead why) {
        Set<StaysDead> all = EnumSet.of(why);
        all.addAll(staysDead(tags));
        Map<String, String> more = new LinkedHashMap<>();
        more.put(STAYS_DEAD, all.stream().map(StaysDead::word).collect(Collectors.joining(" ")));
        tags.forEach(more::putIfAbsent);
        return fitting(more);
    }

    private static Set<StaysDead> staysDead(Map<String, String> tags) {
        List<String> words = List.of(tags.getOrDefault(STAYS_DEAD, "").split(" "));
        return Arrays.stream(StaysDead.values())
                .filter(why -> words.contains(why.word()))
                .collect(Collectors.toSet());
    }

    static TokenSecret tokenSecret(String name, Map<String, String> tags, Optional<Instant> expiresOn) {
        return new TokenSecret(
                name, Optional.ofNullable(tags.get(ORGANIZATION)), id(tags, AUTHORIZATION_ID), expiresOn);
    }

    private static Optional<Instant> time(Map<String, String> tags, String name) {
        try {
            return Optional.ofNullable(tags.get(name)).map(Instant::parse);
        } catch (DateTimeParseException writtenBySomebodyElse) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> id(Map<String, String> tags, String name) {
        try {
            return Optional.ofNullable(tags.get(name)).map(UUID::fromString);
        } catch (IllegalArgumentException writtenBySomebodyElse) {
            return Optional.empty();
        }
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
