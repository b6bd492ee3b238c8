package dev.patrol.azuredevops.pacing;

/** Whose request goes first. */
public enum Urgency {
    /** Takes access away from somebody; passes all routine work that waits. */
    URGENT,
    /** Everything else. */
    ROUTINE
}
