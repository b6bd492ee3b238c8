package dev.patrol.benchmarks.detection;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Statistics;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How long a token lives after its misuse is in the audit log: seen, published, found, dead. */
public final class ResponseBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final String POLL_INTERVAL = "1s";

    @Override
    public String name() {
        return "response";
    }

    @Override
    public String summary() {
        return "time from an audit entry to a dead token";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("tokens", "quick");
        int tokens = arguments.number("tokens", arguments.has("quick") ? 5 : 50);
        out.printf(
                Locale.ROOT,
                "%d tokens, stolen one after the other. Polls every %s. No latencies of Azure DevOps.%n%n",
                tokens,
                POLL_INTERVAL);
        List<Story> stories = measure(tokens);
        Table table = new Table("", "median", "95 % within", "longest");
        row(table, "visible in the log -> published", stories, Story::published);
        row(table, "published -> found", stories, Story::found);
        row(table, "published -> token dead", stories, Story::dead);
        row(table, "visible in the log -> token dead", stories, story -> story.published()
                .plus(story.dead()));
        out.println(table);
    }

    /**
     * @param published from the moment at which a query would have shown the entry
     * @param found from there to the finding on its topic
     * @param dead from there to the moment at which Azure DevOps revoked the token
     */
    private record Story(Duration published, Duration found, Duration dead) {}

    private static List<Story> measure(int count) {
        Path folder = WorkFolder.create();
        try (Site site = Site.open()) {
            List<Token> tokens = seed(site, count + 1);
            tokens.forEach(token -> site.publish(Envelope.first(
                            new TokenObserved(token, TokenState.ACTIVE, true, Instant.now()),
                            URI.create("/patrol/scanner"),
                            Instant.now()))
                    .join());
            Map<String, String> settings = Map.of(
                    "AUDIT_POLL_INTERVAL",
                    POLL_INTERVAL,
                    "PATROL_DETECTION_ALLOWED_NETWORKS",
                    AuditLoad.ALLOWED,
                    "PATROL_DETECTION_REVOCATIONS_PER_HOUR",
                    "10000",
                    "PATROL_DETECTION_RULES_0__RULE",
                    "outside-hours",
                    "PATROL_DETECTION_RULES_0__ENABLED",
                    "false",
                    "PATROL_DETECTION_STATE_DIRECTORY",
                    folder.resolve("detector").toAbsolutePath().toString());
            try (ServiceProcess audit = ServiceProcess.start("audit", "patrol-detector", site, settings, folder);
                    ServiceProcess rotator = ServiceProcess.start("rotator", site, Map.of(), folder);
                    KafkaConsumer<String, byte[]> topics = follow(site)) {
                List<Story> stories = new ArrayList<>();
                for (Token token : tokens) {
                    stories.add(steal(token, site, topics));
                }
                // The first is everybody's first of everything.
                return stories.subList(1, stories.size());
            }
        }
    }

    private static Story steal(Token token, Site site, KafkaConsumer<String, byte[]> topics) {
        Instant visible = Instant.now();
        site.control()
                .addAuditEntry(new AuditDraft(
                        site.organization(),
                        "Git.CreateRepo",
                        null,
                        0,
                        "builds@contoso.example",
                        token.authorizationId(),
                        null,
                        "203.0.113.9",
                        "git/2.50.1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        Map<String, Instant> seen = new HashMap<>();
        UUID id = token.authorizationId();
        Instant deadline = visible.plus(PATIENCE);
        while (seen.size() < 2 || site.control().token(id).orElseThrow().state() != PatStatus.REVOKED) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Waited " + PATIENCE.toSeconds() + " s in vain until it was dead");
            }
            for (ConsumerRecord<String, byte[]> message : topics.poll(POLL)) {
                boolean concerned =
                        message.key().equals(id.toString()) || message.key().equals(token.secretName());
                if (concerned) {
                    seen.putIfAbsent(message.topic(), timeOf(message));
                }
            }
        }
        Instant published = seen.get(Topic.Names.AUDIT_ENTRIES);
        Instant dead = site.control().token(id).orElseThrow().revokedAt();
        return new Story(
                Duration.between(visible, published),
                Duration.between(published, seen.get(Topic.Names.TOKEN_COMPROMISED)),
                Duration.between(published, dead));
    }

    /** An entry's is when it was published; a finding's is that of its entry, so when it can be read counts. */
    private static Instant timeOf(ConsumerRecord<String, byte[]> message) {
        return message.topic().equals(Topic.Names.AUDIT_ENTRIES)
                ? Instant.ofEpochMilli(message.timestamp())
                : Instant.now();
    }

    private static KafkaConsumer<String, byte[]> follow(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        site.bootstrapServers(),
                        "fetch.max.wait.ms",
                        5,
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(Topic.AUDIT_ENTRIES, Topic.TOKEN_COMPROMISED).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static List<Token> seed(Site site, int count) {
        site.control()
                .seedTokens(TokenSeed.of("deploy-{n}", "vso.code", Instant.now().plus(Duration.ofDays(60)))
                        .withCount(count));
        return site.control().tokens(site.organization()).stream()
                .filter(fact -> fact.displayName().startsWith("deploy-"))
                .map(ResponseBenchmark::describe)
                .toList();
    }

    private static Token describe(TokenFact fact) {
        return Token.of(
                fact.organization(),
                fact.authorizationId(),
                fact.displayName(),
                List.of(fact.scope().split(" ")),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    @FunctionalInterface
    private interface Part {
        Duration of(Story story);
    }

    private static void row(Table table, String words, List<Story> stories, Part part) {
        List<Duration> durations = stories.stream().map(part::of).toList();
        table.row(
                words,
                millis(Statistics.median(durations)),
                millis(Statistics.percentile(durations, 0.95)),
                millis(Statistics.percentile(durations, 1)));
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
