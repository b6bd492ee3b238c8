package dev.patrol.local.events;

import java.util.Map;

/**
 * A record that a service did not understand or could not use.
 *
 * @param topic where it was read from
 * @param reason why, in the service's words
 */
public record DeadLetter(String topic, String reason) {
    static DeadLetter of(Map<String, String> headers) {
        return new DeadLetter(
                headers.getOrDefault("dead-letter-topic", "an unknown topic"),
                headers.getOrDefault("dead-letter-reason", "for an unknown reason"));
    }
}
