package dev.patrol.policies;

import dev.patrol.model.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policies over tokens, by the names that events and settings have for them. */
public enum Policy {
    /** A token lives for so long at most. */
    MAXIMUM_LIFETIME("maximum-lifetime", Severity.MEDIUM),
    /** Tokens have named scopes. */
    NO_FULL_SCOPE("no-full-scope", Severity.HIGH),
    /** Tokens are for one organization. */
    NO_GLOBAL_TOKEN("no-global-token", Severity.HIGH),
    /** Tokens have only scopes that are allowed. */
    ALLOWED_SCOPES("allowed-scopes", Severity.MEDIUM),
    /** Only some have tokens. */
    ALLOWED_OWNERS("allowed-owners", Severity.MEDIUM),
    /** Owners are users of Microsoft Entra. */
    ENTRA_OWNERS("entra-owners", Severity.MEDIUM),
    /** A token is used by one program. */
    NO_SHARED_USE("no-shared-use", Severity.LOW),
    /** A token's name tells who answers for it. */
    NAMES_TELL_OWNERS("names-tell-owners", Severity.LOW);

    private final String word;
    private final Severity severity;

    Policy(String word, Severity severity) {
        this.word = word;
        this.severity = severity;
    }

    public String word() {
        return word;
    }

    /** How much it matters, where settings don't say otherwise. */
    Severity severity() {
        return severity;
    }

    static Optional<Policy> named(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word.equals(word.strip()))
                .findFirst();
    }

    /** All names, for people. */
    static String words() {
        return Arrays.stream(values()).map(Policy::word).collect(Collectors.joining(", "));
    }
}
