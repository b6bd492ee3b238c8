package dev.patrol.local.demo;

/** What is to become of a token of the demo. */
public enum Fate {
    /** It is due and chosen: exactly one living successor, stored, and the old one dead. */
    ROTATED("rotated"),
    /** Its expiry is announced; it lives on. */
    ANNOUNCED("announced"),
    /** Its expiry is announced, and the policy that forbids to copy it; it lives on. */
    FORBIDDEN("not copied: full access"),
    /** Its expiry is announced, and that another live token claims its secret; it lives on. */
    AMBIGUOUS("not rotated: ambiguous"),
    /** It is used from where nobody may use it: revoked at once, and its dependents get a successor. */
    COMPROMISED("stolen: revoked and replaced"),
    /** Nothing is said of it, but what the policies find. */
    LEFT_ALONE("left alone");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
