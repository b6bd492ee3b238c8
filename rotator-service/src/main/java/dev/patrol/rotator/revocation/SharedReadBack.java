package dev.patrol.rotator.revocation;

import dev.patrol.azuredevops.PersonalAccessToken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sees whether tokens of one organization are dead. Nobody who waits for that has a thread. One list answers all who wait when it
 * is begun, and so does one that can't be read: else each of them would try the same again, one after the other.
 */
final class SharedReadBack {
    private final Function<Instant, Collection<PersonalAccessToken>> alive;
    private final ExecutorService reader;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param alive every token that was alive at some moment after the one given
     * @param reader one thread, which is stopped with this
     */
    SharedReadBack(Function<Instant, Collection<PersonalAccessToken>> alive, ExecutorService reader) {
        this.alive = alive;
        this.reader = reader;
    }

    /** Whether a token was alive at some moment after the one given. Fails where that can't be seen. */
    Uni<Boolean> isAlive(UUID authorizationId, Instant since) {
        return Uni.createFrom().emitter(answer -> {
            waiting.add(new Waiting(authorizationId, since, answer));
            reader.execute(this::answerAll);
        });
    }

    private void answerAll() {
        List<Waiting> all = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        // Who came before may have had the answer together with these.
        all.stream().map(Waiting::since).max(Comparator.naturalOrder()).ifPresent(latest -> answer(all, latest));
    }

    private void answer(List<Waiting> all, Instant latest) {
        Set<UUID> found;
        try {
            found = alive.apply(latest).stream()
                    .map(PersonalAccessToken::authorizationId)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (RuntimeException failure) {
            all.forEach(one -> one.answer().fail(failure));
            return;
        }
        all.forEach(one -> one.answer().complete(found.contains(one.authorizationId())));
    }

    void stop() {
        reader.shutdownNow();
    }

    private record Waiting(UUID authorizationId, Instant since, UniEmitter<? super Boolean> answer) {}
}
