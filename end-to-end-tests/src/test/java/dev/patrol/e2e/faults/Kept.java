package dev.patrol.e2e.faults;

/** How a token's value is in the vault before its rotation. */
enum Kept {
    /** As an earlier rotation leaves it. */
    WITH_TAGS,
    /** As somebody puts it there by hand. */
    WITHOUT_TAGS,
    /** Not at all. */
    NOWHERE
}
