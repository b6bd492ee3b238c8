package dev.patrol.local.around;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The surroundings that this process plays, for those who ask how the story goes. */
@ApplicationScoped
public class CurrentSurroundings {
    private final AtomicReference<Surroundings> current = new AtomicReference<>();

    void set(Surroundings surroundings) {
        current.set(surroundings);
    }

    /** Empty before they are there. */
    public Optional<Surroundings> get() {
        return Optional.ofNullable(current.get());
    }
}
