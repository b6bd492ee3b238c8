package dev.patrol.notifier.outbox;

import dev.patrol.notifier.cadence.Notice;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what an event changes in the outbox: who is told, and what need not be told any more. */
final class Additions {
    private final Contents contents;
    private final Instant now;

    Additions(Contents contents, Instant now) {
        this.contents = contents;
        this.now = now;
    }

    /** What is known already changes nothing. */
    Map<String, Entry> of(Waiting entry) {
        Map<String, Entry> changes = new LinkedHashMap<>();
        if (contents.isKnown(entry.key())) {
            return changes;
        }
        if (contents.isNews(entry)) {
            supersede(entry, changes);
            changes.put(entry.key(), entry);
        } else {
            changes.put(entry.key(), entry.done(Fate.SUPERSEDED, now, Optional.empty()));
        }
        return changes;
    }

    private void supersede(Waiting entry, Map<String, Entry> changes) {
        boolean end = Notice.of(entry.event().payload()).map(Notice::isEnd).orElse(false);
        Optional<String> concerned =
                end ? Optional.empty() : Optional.of(entry.to().fingerprint());
        contents.supersededBy(entry.event().payload(), concerned)
                .forEach(older -> changes.put(older.key(), older.done(Fate.SUPERSEDED, now, Optional.empty())));
    }
}
