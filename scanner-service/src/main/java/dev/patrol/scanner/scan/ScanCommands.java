package dev.patrol.scanner.scan;

import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Obeys scan commands, one after the other. A command is acknowledged when its scan has ended, well or not. */
@ApplicationScoped
class ScanCommands {
    private static final int REMEMBERED = 1_000;

    private final Inbox inbox;
    private final Scanner scanner;
    private final Set<String> done = new LinkedHashSet<>();

    ScanCommands(Inbox inbox, Scanner scanner) {
        this.inbox = inbox;
        this.scanner = scanner;
    }

    @Incoming(Topic.Names.SCAN_COMMANDS)
    @Blocking
    void onCommand(ConsumerRecord<String, byte[]> message) {
        inbox.handle(message, () -> obey(message));
    }

    private void obey(ConsumerRecord<String, byte[]> message) {
        Envelope<Scan> command = inbox.open(message, Scan.class);
        if (!done.contains(command.id())) {
            scanner.scan();
            remember(command.id());
        }
    }

    private void remember(String id) {
        done.add(id);
        if (done.size() > REMEMBERED) {
            done.remove(done.iterator().next());
        }
    }
}
