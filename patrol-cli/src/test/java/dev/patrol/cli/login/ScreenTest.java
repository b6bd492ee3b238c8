package dev.patrol.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.terminal.Console;
import dev.patrol.signin.DeviceCodePrompt;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class ScreenTest {
    private static final DeviceCodePrompt PROMPT =
            new DeviceCodePrompt(URI.create("https://microsoft.com/devicelogin"), "ABCD-1234", Duration.ofMinutes(15));

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void saysWhatToDoAndUntilWhen() {
        // Given
        Screen screen = screen(OptionalInt.empty());

        // When
        screen.prompt(PROMPT);

        // Then
        assertThat(shown()).isEqualTo("""

                  1. Open       https://microsoft.com/devicelogin
                  2. Enter      ABCD-1234
                  3. Sign in as the service user, not as yourself.

                The code is good until 10:15:00 UTC (15 min 0 s). Ctrl-C gives up.
                """);
    }

    @Test
    void withoutATerminalSaysTheTimeLeftOnceAMinute() {
        // Given
        Screen screen = screen(OptionalInt.empty());
        screen.prompt(PROMPT);
        written.reset();

        // When
        for (int polls = 0; polls < 25; polls++) {
            clock.add(Duration.ofSeconds(5));
            screen.waiting();
        }

        // Then
        assertThat(shown().lines())
                .containsExactly(
                        "Waiting; the code is good for 13 min 55 s more.",
                        "Waiting; the code is good for 12 min 55 s more.");
    }

    @Test
    void onATerminalTheTimeLeftIsOneLineThatChanges() {
        // Given
        Screen screen = screen(OptionalInt.of(80));
        screen.prompt(PROMPT);
        written.reset();

        // When
        clock.add(Duration.ofSeconds(880));
        screen.waiting();
        clock.add(Duration.ofSeconds(30));
        screen.waiting();

        // Then
        assertThat(shown())
                .isEqualTo("\rWaiting; the code is good for 20 s more.\rWaiting; the code is good for 0 s more. ");
    }

    private Screen screen(OptionalInt width) {
        PrintStream stream = new PrintStream(written, true, UTF_8);
        return new Screen(new Console(stream, stream, width, false), clock);
    }

    private String shown() {
        return written.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
