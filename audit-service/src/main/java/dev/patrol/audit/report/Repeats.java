package dev.patrol.audit.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Knows again what was there before, as long as not too much came between. */
final class Repeats {
    /** A repeat stands near the first one on its topic, so this is plenty. */
    private static final int REMEMBERED = 100_000;

    private static final int LENGTH_OF_UUID = 36;

    private final Set<String> seen = new LinkedHashSet<>();

    /** Whether this id is there for the first time. */
    boolean isFirst(String id) {
        boolean first = seen.add(shortened(id));
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        return first;
    }

    /** Patrol's ids are UUIDs, but whoever writes to a topic may write longer ones. */
    private static String shortened(String id) {
        return id.length() <= LENGTH_OF_UUID
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString();
    }
}
