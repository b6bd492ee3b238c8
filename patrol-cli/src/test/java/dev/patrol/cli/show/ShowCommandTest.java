package dev.patrol.cli.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Golden;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.test.TopicWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {
    private static final String CONTOSO = "contoso-of-show";
    private static final Token PREVIOUS = Tokens.token(CONTOSO, "deploy", Duration.ofDays(4));
    private static final Token SUCCESSOR = Tokens.token(CONTOSO, "deploy-v20261127000001", Duration.ofDays(30));
    private static final Token OTHER = Tokens.token("fabrikam-of-show", "deploy", Duration.ofDays(4));

    @BeforeAll
    static void write() throws IOException {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(Tokens.seen(PREVIOUS, TokenState.ACTIVE));
            writer.write(Tokens.seen(SUCCESSOR, TokenState.ACTIVE));
            writer.write(Tokens.seen(OTHER, TokenState.ACTIVE));
            writer.write(Tokens.live(CONTOSO, "other", Duration.ofDays(9)));
            at(
                    writer,
                    60,
                    new TokenRotated(
                            PREVIOUS,
                            SUCCESSOR,
                            new SecretVersion(
                                    URI.create("https://patrol.vault.azure.net"), PREVIOUS.secretName(), "47ab"),
                            Trigger.COMMAND,
                            Tokens.NOW.plus(Duration.ofHours(23))));
            at(
                    writer,
                    30,
                    new RotationAcknowledged(
                            CONTOSO, PREVIOUS.secretName(), SUCCESSOR.authorizationId(), "build\u001B[31m-farm"));
            at(writer, 5, TokenRevoked.of(OTHER, "Leaked.", Trigger.COMMAND, "ana"));
            writer.writeRaw(
                    Topic.ROTATION_LEDGER.topicName(),
                    PREVIOUS.secretName(),
                    Map.of(),
                    Files.readString(Path.of("src", "test", "resources", "ledger", "OVERLAP.json"))
                            .getBytes(UTF_8));
        }
    }

    private static void at(TopicWriter writer, long minutesAgo, Payload payload) {
        Instant time = Tokens.NOW.minus(Duration.ofMinutes(minutesAgo));
        String id = Envelope.first(payload, URI.create("/test"), time).id();
        writer.write(new Envelope<>(id, URI.create("/patrol/rotator"), time, id, Optional.empty(), payload));
    }

    @Test
    void showsAllThatIsKnownOfALineage() {
        // When
        Ran ran = show("deploy", "--organization", CONTOSO);

        // Then
        assertThat(ran.exitCode()).isZero();
        Golden.assertIs("show.txt", ran.out());
    }

    @Test
    void tellsProgramsTheSame() {
        // When
        Ran ran = show("deploy", "--organization", CONTOSO, "--json");

        // Then
        assertThat(ran.exitCode()).isZero();
        Golden.assertIs("show.json", withoutOffsets(ran.out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "deploy-v20261127000001", "contoso-of-show/deploy", "ID", "BEGINNING", "SECRET"})
    void findsATokenByWhateverItIsCalled(String reference) {
        // Given
        String text =
                switch (reference) {
                    case "ID" -> SUCCESSOR.authorizationId().toString().toUpperCase(Locale.ROOT);
                    case "BEGINNING" -> SUCCESSOR.authorizationId().toString().substring(0, 8);
                    case "SECRET" -> PREVIOUS.secretName();
                    default -> reference;
                };

        // When
        Ran ran = show(text, "--organization", CONTOSO, "--json");

        // Then
        assertThat(ran.json().path("lineage").asText()).isEqualTo("contoso-of-show/deploy");
        assertThat(ran.json().path("tokens")).hasSize(2);
    }

    @Test
    void asksWhichOneIsMeant() {
        // When
        Ran ran = show("deploy");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ran.err())
                .contains("More than one is called so", "contoso-of-show/deploy", "fabrikam-of-show/deploy")
                .contains("--organization");
    }

    @Test
    void showsNoMoreEventsThanAreAskedForAndThoseTheLast() {
        // When
        Ran ran = show("deploy", "--organization", CONTOSO, "--events", "1", "--json");

        // Then
        assertThat(ran.json().path("events")).hasSize(1);
        assertThat(ran.json().at("/events/0/type").asText()).isEqualTo("dev.patrol.rotation.acknowledged.v1");
    }

    @Test
    void saysThatThereIsNoSuchToken() {
        // When
        Ran ran = show("nothing-like-it");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ran.err()).startsWith("The last scan saw no token that is called nothing-like-it.");
    }

    /** Other tests write to the same partitions. */
    private static String withoutOffsets(String json) {
        return json.replaceAll("\"offset\":\\d+", "\"offset\":0");
    }

    private static Ran show(String... arguments) {
        return Ran.inProcess(
                SharedBroker.environment(),
                Tokens.CLOCK,
                "",
                Stream.concat(Stream.of("show"), Stream.of(arguments)).toArray(String[]::new));
    }
}
