package dev.patrol.notifier.cadence;

import dev.patrol.notifier.memory.Memory;
import dev.patrol.notifier.routing.Recipient;
import java.util.UUID;

/**
 * What was told of tokens' expiry, to whom. Each milestone is told once to each, by "reached and not yet told": a day on which
 * nothing was heard of a token loses nothing, and of a token that was replaced or revoked nothing is told any more, in whatever
 * order that becomes known. For one thread at a time.
 */
public final class Notices {
    private record Told(String recipient, UUID token) {}

    private final Memory<Told, Notice> told;
    private final Memory<UUID, Boolean> ended;

    /** @param most how many are remembered */
    public Notices(int most) {
        told = new Memory<>(most);
        ended = new Memory<>(most);
    }

    /** @param recipient their fingerprint, {@link Recipient#fingerprint} */
    public boolean isNews(String recipient, Notice notice) {
        if (notice.isEnd()) {
            return true;
        }
        if (ended.get(notice.token()).isPresent()) {
            return false;
        }
        return told.get(new Told(recipient, notice.token()))
                .map(notice::saysMoreThan)
                .orElse(true);
    }

    /** It was told, or will be. */
    public void remember(String recipient, Notice notice) {
        if (notice.isEnd()) {
            ended.put(notice.token(), true);
        } else if (isNews(recipient, notice)) {
            told.put(new Told(recipient, notice.token()), notice);
        }
    }

    /** Whether one that still waits need not be told, once a newer one is. */
    public static boolean supersedes(Notice newer, Notice waiting) {
        return newer.token().equals(waiting.token()) && !waiting.isEnd() && newer.saysMoreThan(waiting);
    }
}
