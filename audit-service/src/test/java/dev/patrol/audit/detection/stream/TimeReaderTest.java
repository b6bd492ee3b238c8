package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private static final Deserializer<Revocations> TIMES =
            JsonSerde.of(Revocations.class).deserializer();

    @Property
    void readsEveryTimeAsItIsWritten(
            @ForAll @LongRange(min = -99_999_999_999L, max = 999_999_999_999L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        // Given
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        // When
        Instant read = read(time.toString());

        // Then
        assertThat(read).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T12:00:00Z, 2026-03-02T12:00:00Z",
        "2026-03-02T12:00:00.5Z, 2026-03-02T12:00:00.500Z",
        "2026-03-02T12:00:00.0000001Z, 2026-03-02T12:00:00.000000100Z",
        "2026-03-02T12:00:00.123456789Z, 2026-03-02T12:00:00.123456789Z",
        "2026-03-02T13:00:00+01:00, 2026-03-02T12:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z"
    })
    void readsWhatElseIsATime(String text, Instant time) {
        // When
        Instant read = read(text);

        // Then
        assertThat(read).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-03-02T12:00:61Z",
                "2026-03-02T12:00:00.1234567890Z",
                "2026-03-02 12:00:00Z",
                "2026-03-02T12:00:00",
                "tomorrow"
            })
    void refusesWhatIsNoTime(String text) {
        // When
        // Then
        assertThatThrownBy(() -> read(text)).isInstanceOf(SerializationException.class);
    }

    private static Instant read(String text) {
        List<Instant> read = TIMES.deserialize("", ("{\"asked\":[\"" + text + "\"]}").getBytes(UTF_8))
                .asked();
        return read.get(0);
    }
}
