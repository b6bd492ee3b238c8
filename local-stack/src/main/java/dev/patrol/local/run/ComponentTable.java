package dev.patrol.local.run;

import dev.patrol.local.services.ServiceProcess;
import dev.patrol.local.terminal.TextTable;
import java.net.URI;

/** Everything that was started, where it is, and whether it is ready. */
final class ComponentTable {
    private static final String READY = "ready";

    private ComponentTable() {}

    static String of(Stack stack, URI page) {
        TextTable table = new TextTable("COMPONENT", "WHERE", "STATE", "")
                .row("page", page, READY, "tokens, secrets and mails")
                .row("Kafka", stack.kafka().bootstrapServers(), READY, "")
                .row("Azure DevOps", stack.azure().azureDevOpsUrl(), READY, "simulated")
                .row("Key Vault", stack.azure().keyVaultUrl(), READY, "simulated")
                .row("mail", "127.0.0.1:" + stack.inbox().port(), READY, "SMTP");
        stack.services()
                .forEach(service -> table.row(
                        service.name(),
                        service.url(),
                        state(service),
                        "log in " + service.log().getFileName()));
        return table.toString();
    }

    private static String state(ServiceProcess service) {
        return switch (service.state()) {
            case READY -> READY;
            case STARTING -> "NOT READY";
            case DEAD -> "DEAD";
        };
    }
}
