package dev.patrol.cli.warmup;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Brokers;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.TopicHistory;
import dev.patrol.service.text.Glob;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;

/** Does what most calls do, as far as that goes without a broker. */
@Command(name = "warm-up", hidden = true, description = "For the script ./patrol: loads what most calls load.")
public final class WarmUpCommand implements Callable<Integer> {
    /** Nobody listens there: the port for discarding, which is out of use. */
    private static final String NOBODY = "127.0.0.1:9";

    private static final int MILLIS = 200;

    private final Console console;

    public WarmUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Brokers brokers = new Brokers(Settings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", NOBODY)));
        brokers.problems();
        brokers.unreachable();
        Map<String, Object> properties = brokers.properties("patrol-warm-up");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, MILLIS / 2);
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS);
        try {
            new TopicHistory(properties, Clock.systemUTC(), Duration.ofMillis(MILLIS)).all(Topic.TOKENS, found -> {});
        } catch (KafkaException expected) {
            // Up to here its classes are loaded.
        }
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()).close(Duration.ZERO);
        show();
        return ExitCode.OK;
    }

    private void show() {
        Token token = Token.of(
                "contoso",
                new UUID(0, 0),
                "name",
                List.of("vso.code"),
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                Optional.empty());
        Happening happening = Happening.of(Envelope.first(
                new TokenObserved(token, TokenState.ACTIVE, true, Instant.EPOCH), URI.create("/"), Instant.EPOCH));
        console.json(happening.json());
        console.line(EventLine.withTime(happening));
        Glob.of("*").matches(happening.key());
        new Table(Column.whole("A"), Column.cut("B"))
                .row(Text.of("a"), Text.of("b", Style.GOOD))
                .print(console);
    }
}
