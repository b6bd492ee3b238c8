package dev.patrol.e2e.runbook;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.Processes;
import dev.patrol.e2e.RunningStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sees that what a section of the runbook is about is the case, and does what people do elsewhere than in a terminal. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningStack stack;
    private final String serviceUser;

    /** @param serviceUser whose tokens Patrol looks after */
    Stage(RunningStack stack, String serviceUser) {
        this.stack = stack;
        this.serviceUser = serviceUser;
    }

    void prepare(Box box) {
        if (box.section().startsWith("3.") && box.outcome().typed().isPresent()) {
            fault(Map.of(
                    "api",
                    "tokenadmin-revoke",
                    "kind",
                    "status",
                    "status",
                    429,
                    "headers",
                    Map.of("Retry-After", "1"),
                    "times",
                    2));
        } else if (box.section().startsWith("4.") && box.commands().contains("--account-enabled")) {
            boolean disabled = box.commands().contains("--account-enabled false");
            stack.simulator("users/disabled", Map.of("principalName", serviceUser, "disabled", disabled));
            stack.simulator("sign-ins/end", Map.of("principalName", serviceUser));
        } else if (box.commands().startsWith("./patrol login")) {
            CompletableFuture.runAsync(this::signIn);
        } else if (box.section().equals("The rotator is down")) {
            signalToRotator(box.commands().startsWith("./patrol watch") ? "CONT" : "STOP");
        } else if (box.section().equals("No rights of a token administrator")) {
            fault(Map.of("api", "graph", "kind", "status", "status", 403));
        }
    }

    void clear() {
        stack.forget("faults");
    }

    /** Whatever it came to, nothing is left that stands still and can't be stopped. */
    void leave() {
        signalToRotator("CONT");
    }

    private void fault(Map<String, ?> fault) {
        stack.simulator("faults", fault);
    }

    /** In the browser, with the code that the terminal shows. */
    private void signIn() {
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode code : stack.simulator("device-codes").path("deviceCodes")) {
                if (code.path("state").asText().equals("PENDING")) {
                    stack.simulator(
                            "device-codes/" + code.path("userCode").asText(), Map.of("principalName", serviceUser));
                    return true;
                }
            }
            return false;
        });
    }

    private void signalToRotator(String signal) {
        Processes.signal(signal, stack.pidOf("rotator"));
    }
}
