package dev.patrol.audit.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.azuredevops.AuditLogEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of the audit log. Their first part is the highest .NET tick count (100 ns since the year 1) minus the entry's time
 * (checked against the example in audit.json).
 */
final class EntryId {
    private static final Pattern REVERSED_TICKS = Pattern.compile("(\\d{1,19});.*", Pattern.DOTALL);
    private static final long HIGHEST_TICKS = 3_155_378_975_999_999_999L;
    private static final long TICKS_OF_EPOCH = 621_355_968_000_000_000L;
    private static final long TICKS_PER_SECOND = 10_000_000L;
    private static final long NANOS_PER_TICK = 100L;

    private EntryId() {}

    /** The entry's id; for one without, an id that follows from its content, so that it is known again. */
    static String of(AuditLogEntry entry) {
        return entry.id() == null || entry.id().isBlank()
                ? "without-id-" + UUID.nameUUIDFromBytes(entry.toString().getBytes(UTF_8))
                : Cleaning.text(entry.id());
    }

    /** When the entry happened, as far as its id says. */
    static Optional<Instant> timeIn(String id) {
        Matcher matcher = REVERSED_TICKS.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long ticks;
        try {
            ticks = HIGHEST_TICKS - Long.parseLong(matcher.group(1)) - TICKS_OF_EPOCH;
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK));
    }
}
