package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The requests of the last minutes. When the server counted one is not known, only that it was after it was sent and before
 * it was answered. Those answered in one moment are kept together, so that it stays small.
 */
final class Usage {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Deque<Moment> moments = new ArrayDeque<>();

    void add(Instant sentAt, Instant answeredAt) {
        Moment last = moments.peekLast();
        if (last != null && last.begun().plus(MOMENT).isAfter(answeredAt)) {
            moments.removeLast();
            Instant firstSent = last.firstSent().isBefore(sentAt) ? last.firstSent() : sentAt;
            moments.addLast(new Moment(firstSent, last.begun(), answeredAt, last.requests() + 1));
        } else {
            moments.addLast(new Moment(sentAt, answeredAt, answeredAt, 1));
        }
    }

    /** Forgets what was surely counted at that time or before, and says how much it was. */
    int takeUntil(Instant time) {
        int requests = 0;
        while (!moments.isEmpty() && !moments.peekFirst().lastAnswered().isAfter(time)) {
            requests += moments.removeFirst().requests();
        }
        return requests;
    }

    /** Forgets what may have been counted at that time or before. */
    void forgetUntil(Instant time) {
        moments.removeIf(moment -> !moment.firstSent().isAfter(time));
    }

    /** Whether something may have been counted at that time or before. */
    boolean mayReachBackTo(Instant time) {
        return moments.stream().anyMatch(moment -> !moment.firstSent().isAfter(time));
    }

    int size() {
        return moments.stream().mapToInt(Moment::requests).sum();
    }

    /** How many requests were surely counted at that time or before. */
    int until(Instant time) {
        int requests = 0;
        for (Moment moment : moments) {
            if (moment.lastAnswered().isAfter(time)) {
                break;
            }
            requests += moment.requests();
        }
        return requests;
    }

    /** When so many had surely been counted. */
    Optional<Instant> when(int requests) {
        int missing = requests;
        for (Moment moment : moments) {
            missing -= moment.requests();
            if (missing <= 0) {
                return Optional.of(moment.lastAnswered());
            }
        }
        return Optional.empty();
    }

    /** @param begun when the first of them was answered */
    private record Moment(Instant firstSent, Instant begun, Instant lastAnswered, int requests) {}
}
