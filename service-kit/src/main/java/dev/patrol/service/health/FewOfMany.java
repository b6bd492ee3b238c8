package dev.patrol.service.health;

import java.util.SortedMap;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Tells in a health check of those that something is wrong with, which may be a thousand. */
public final class FewOfMany {
    private static final int TOLD = 5;

    private FewOfMany() {}

    /** @param sentences by what is told of */
    public static void tell(HealthCheckResponseBuilder answer, SortedMap<String, String> sentences) {
        sentences.entrySet().stream().limit(TOLD).forEach(one -> answer.withData(one.getKey(), one.getValue()));
        if (sentences.size() > TOLD) {
            answer.withData(
                    "others", "The same, or something like it, holds for " + (sentences.size() - TOLD) + " more.");
        }
    }
}
