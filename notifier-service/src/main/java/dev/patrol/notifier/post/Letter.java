package dev.patrol.notifier.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.patrol.model.MessageType;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one recipient is told at once.
 *
 * @param entries oldest first; one where the form is {@link Form#SINGLE}
 */
public record Letter(Recipient to, Form form, List<Waiting> entries) {
    /** Urgent ones overtake all others; among equals the oldest is first. */
    public static final Comparator<Letter> ORDER = Comparator.comparing(Letter::urgency)
            .thenComparing(Letter::since)
            .thenComparing(letter -> letter.to().toString())
            .thenComparing(Letter::id);

    public Letter {
        requireNonNull(to, "to");
        requireNonNull(form, "form");
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A letter tells something");
        }
    }

    static Letter single(Waiting entry) {
        return new Letter(entry.to(), Form.SINGLE, List.of(entry));
    }

    /** The same whenever the same is told to the same recipient. */
    public UUID id() {
        String what = entries.stream().map(entry -> entry.event().id()).sorted().collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes((to + "\n" + what).getBytes(UTF_8));
    }

    public Urgency urgency() {
        return entries.stream()
                .map(Waiting::urgency)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When the oldest of it began to wait. */
    public Instant since() {
        return entries.get(0).since();
    }

    public List<String> keys() {
        return entries.stream().map(Waiting::key).toList();
    }

    /** Of a table all entries have one type. */
    public MessageType type() {
        return entries.get(0).event().type();
    }
}
