package dev.patrol.simulator.http;

import java.util.List;

/**
 * What a call changed: the {@code authorizationId}s or the secret (with its version) concerned.
 *
 * @param subjects empty if nothing was changed
 */
public record Effect(List<String> subjects) {

    public static final Effect NONE = new Effect(List.of());

    public Effect {
        subjects = List.copyOf(subjects);
    }

    public static Effect on(String subject) {
        return new Effect(List.of(subject));
    }
}
