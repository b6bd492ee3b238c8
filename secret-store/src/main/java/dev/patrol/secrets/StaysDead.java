package dev.patrol.secrets;

import java.util.Locale;

/** Why the token that a secret holds is not to be issued anew by itself, now that it is dead. */
public enum StaysDead {
    /** It was found in wrong hands. */
    COMPROMISED,
    /** It was revoked on purpose, without a successor. */
    REVOKED_FOR_GOOD;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
