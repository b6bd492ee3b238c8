package dev.patrol.azuredevops;

import java.util.Locale;

/** Which tokens a list gives ({@code displayFilterOption}). */
public enum TokenListFilter {
    ACTIVE,
    REVOKED,
    EXPIRED,
    ALL;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
