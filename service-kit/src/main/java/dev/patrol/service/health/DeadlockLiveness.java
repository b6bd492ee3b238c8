package dev.patrol.service.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Threads that wait for each other do so for ever. */
@Liveness
@ApplicationScoped
class DeadlockLiveness implements HealthCheck {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Deadlock");
        long[] locked = threads.findDeadlockedThreads();
        if (locked == null) {
            return answer.up().build();
        }
        String names = Arrays.stream(threads.getThreadInfo(locked))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .sorted()
                .collect(Collectors.joining(", "));
        return answer.down()
                .withData("reason", "These threads wait for each other: " + names + ".")
                .withData(
                        "remedy",
                        "Restart the service; it goes on where it was. A thread dump tells what they wait for.")
                .build();
    }
}
