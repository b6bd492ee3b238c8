package dev.patrol.policies;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A secret that holds a token is renewed before it expires: as long as a token of its lineage lives, its rotation is under way or
 * will be, or its expiry is told. A secret without one expires in silence, and whoever reads it finds out.
 *
 * @param notice how long before its expiry a secret is told of
 */
public record SecretRenewal(Duration notice) {
    /** The policy's name in events. */
    public static final String POLICY = "secrets-are-renewed";

    private static final int MOST_NAMED = 20;

    /**
     * A secret that holds a token.
     *
     * @param holds the token whose value it is, where it says
     */
    public record HeldSecret(String name, Optional<UUID> holds, Optional<Instant> expiresOn) {}

    /** One finding for all of an organization, since they have one cause more often than not. */
    public Optional<PolicyViolated> judge(
            String organization, Collection<HeldSecret> secrets, Collection<Token> living, Instant now) {
        List<HeldSecret> found = unrenewed(secrets, living, now);
        return found.isEmpty() ? Optional.empty() : Optional.of(violation(organization, found));
    }

    /** Those that a finding would be about, by name. */
    public List<HeldSecret> unrenewed(Collection<HeldSecret> secrets, Collection<Token> living, Instant now) {
        Set<UUID> alive = living.stream().map(Token::authorizationId).collect(toSet());
        Set<String> renewed = living.stream().map(Token::secretName).collect(toSet());
        return secrets.stream()
                .filter(secret -> secret.expiresOn()
                        .filter(end -> !end.isAfter(now.plus(notice)))
                        .isPresent())
                .filter(secret -> secret.holds().filter(alive::contains).isEmpty())
                .filter(secret -> !renewed.contains(secret.name()))
                .sorted(Comparator.comparing(HeldSecret::name))
                .toList();
    }

    private PolicyViolated violation(String organization, List<HeldSecret> found) {
        String names = found.stream().limit(MOST_NAMED).map(SecretRenewal::said).collect(joining(", "));
        String more = found.size() > MOST_NAMED ? " and " + (found.size() - MOST_NAMED) + " more" : "";
        return new PolicyViolated(
                organization,
                null,
                POLICY,
                Severity.HIGH,
                "No living token renews "
                        + (found.size() == 1 ? "this secret, which expires" : "these secrets, which expire")
                        + " soon or did: " + names + more + ".",
                "Secrets whose token lives, or is being replaced, until " + Durations.inWords(notice)
                        + " before they expire.",
                "Where somebody still reads it, have its token created anew under the same name (./patrol create), which stores it"
                        + " there; otherwise delete the secret.");
    }

    private static String said(HeldSecret secret) {
        return secret.name() + " (" + LocalDate.ofInstant(secret.expiresOn().orElseThrow(), ZoneOffset.UTC) + ")";
    }
}
