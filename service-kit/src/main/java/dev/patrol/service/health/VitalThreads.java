package dev.patrol.service.health;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Threads without which a service does nothing, although it answers. One that an error has ended, nobody starts again. */
@Liveness
@Default
@ApplicationScoped
public class VitalThreads implements HealthCheck {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    /** @param thread that runs for as long as the service does */
    public void watch(Thread thread) {
        threads.add(thread);
    }

    void onStop(@Observes ShutdownEvent stop) {
        ending = true;
    }

    @Override
    public HealthCheckResponse call() {
        String dead = threads.stream()
                .filter(thread -> thread.getState() == Thread.State.TERMINATED)
                .map(Thread::getName)
                .collect(Collectors.joining(", "));
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Vital threads");
        if (dead.isEmpty() || ending) {
            return answer.up().build();
        }
        return answer.down()
                .withData("reason", "An error has ended these threads, which do the service's work: " + dead + ".")
                .withData("remedy", "Restart the service; it goes on where it was. Its log tells the error.")
                .build();
    }
}
