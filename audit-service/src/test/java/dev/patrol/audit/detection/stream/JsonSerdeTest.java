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
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {
    private static final Serde<Revocations> SERDE = JsonSerde.of(Revocations.class);

    @Property
    void readsEveryTimeAsItWroteIt(
            @ForAll @LongRange(min = -99_999_999_999L, max = 999_999_999_999L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        // Given
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        // When
        byte[] written = SERDE.serializer().serialize("", new Revocations(List.of(time)));

        // Then
        assertThat(SERDE.deserializer().deserialize("", written).asked()).containsExactly(time);
    }

    @Test
    void readsTimesThatWereWrittenAsText() {
        // Given
        byte[] written = "{\"asked\":[\"2026-03-02T12:00:00.0000001Z\"]}".getBytes(UTF_8);

        // When
        Revocations read = SERDE.deserializer().deserialize("", written);

        // Then
        assertThat(read.asked()).containsExactly(Instant.parse("2026-03-02T12:00:00.0000001Z"));
    }

    @Test
    void writesTimesAsTextForPeople() {
        // Given
        Revocations asked = new Revocations(List.of(Instant.parse("2026-03-02T12:00:00.5Z")));

        // When
        byte[] written = JsonSerde.forPeople(Revocations.class).serialize("", asked);

        // Then
        assertThat(new String(written, UTF_8)).isEqualTo("{\"asked\":[\"2026-03-02T12:00:00.500Z\"]}");
    }

    @Test
    void refusesWhatIsNoTime() {
        // Given
        byte[] written = "{\"asked\":[\"tomorrow\"]}".getBytes(UTF_8);

        // When
        // Then
        assertThatThrownBy(() -> SERDE.deserializer().deserialize("", written))
                .isInstanceOf(SerializationException.class);
    }
}
