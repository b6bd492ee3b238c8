package dev.patrol.notifier.post;

import dev.patrol.model.MessageType;
import dev.patrol.notifier.entry.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which letters went out lately: as much as storm control has to know. For one thread at a time. */
public final class Lately {
    private final Duration horizon;
    private final Map<Kind, Sent> kinds = new HashMap<>();

    /** @param recipient their fingerprint */
    private record Kind(String recipient, MessageType type) {}

    private static final class Sent {
        private final Deque<Instant> singles = new ArrayDeque<>();
        private Instant table = Instant.MIN;

        private boolean isEmpty() {
            return singles.isEmpty() && table.equals(Instant.MIN);
        }
    }

    /** @param horizon how long a letter counts */
    public Lately(Duration horizon) {
        this.horizon = horizon;
    }

    /** A digest is no part of any storm. */
    public void add(String recipient, MessageType type, Form form, Instant at) {
        if (form == Form.DIGEST) {
            return;
        }
        Sent sent = kinds.computeIfAbsent(new Kind(recipient, type), ignored -> new Sent());
        if (form == Form.TABLE) {
            sent.table = at.isAfter(sent.table) ? at : sent.table;
        } else {
            sent.singles.add(at);
        }
    }

    /** How many letters of one event there were after a moment. */
    long singlesAfter(String recipient, MessageType type, Instant moment) {
        Sent sent = kinds.get(new Kind(recipient, type));
        return sent == null ? 0 : sent.singles.stream().filter(moment::isBefore).count();
    }

    Optional<Instant> lastTable(String recipient, MessageType type) {
        return Optional.ofNullable(kinds.get(new Kind(recipient, type)))
                .map(sent -> sent.table)
                .filter(table -> !table.equals(Instant.MIN));
    }

    /** Forgets what does not count any more. */
    public void prune(Instant now) {
        Instant oldest = now.minus(horizon);
        kinds.values().forEach(sent -> {
            sent.singles.removeIf(at -> !at.isAfter(oldest));
            sent.table = sent.table.isAfter(oldest) ? sent.table : Instant.MIN;
        });
        kinds.values().removeIf(Sent::isEmpty);
    }
}
