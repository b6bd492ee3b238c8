package dev.patrol.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Series BY_ORGANIZATION_AND_OUTCOME =
            Series.by(Label.ORGANIZATION, List.of("contoso", "fabrikam")).and(Label.OUTCOME, Outcome.class);

    private enum Outcome {
        DONE,
        GIVEN_UP
    }

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void everySeriesIsThereWithZeroBeforeAnythingHappens() {
        // When
        meters.counts("things", "Things.", BY_ORGANIZATION_AND_OUTCOME);

        // Then
        assertThat(registry.get("patrol.things").counters())
                .hasSize(4)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(count("contoso", "given-up")).isZero();
    }

    @Test
    void whatHappensCountsForItsSeriesAlone() {
        // Given
        Counts counts = meters.counts("things", "Things.", BY_ORGANIZATION_AND_OUTCOME);

        // When
        counts.add(3, "contoso", "done");

        // Then
        assertThat(count("contoso", "done")).isEqualTo(3);
        assertThat(count("fabrikam", "done")).isZero();
    }

    @Test
    void whateverIsCountedThereAreNoMoreSeriesThanKnownValuesAndOther() {
        // Given
        Counts counts = meters.counts("things", "Things.", BY_ORGANIZATION_AND_OUTCOME);

        // When
        for (int number = 0; number < 1_000; number++) {
            counts.one("organization-" + number, "outcome-" + number);
        }

        // Then
        assertThat(registry.get("patrol.things").counters()).hasSize(5);
        assertThat(count("other", "other")).isEqualTo(1_000);
    }

    @Test
    void aMeterThatFailsBreaksNothing() {
        // Given
        Counts counts = meters.counts("things", "Things.", BY_ORGANIZATION_AND_OUTCOME);
        Durations durations = meters.durations("time", "Time.", BY_ORGANIZATION_AND_OUTCOME);
        registry.config().meterFilter(failing());

        // When, Then
        assertThatCode(() -> {
                    counts.one("too few labels");
                    counts.one("unknown", "so a meter is made");
                    durations.took(Duration.ofSeconds(1), "unknown", "so a meter is made");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void numbersAreCountedOnceForAllSeriesOfAMoment() {
        // Given
        AtomicInteger counted = new AtomicInteger();
        meters.numbers("open", "Open.", BY_ORGANIZATION_AND_OUTCOME, () -> {
            counted.incrementAndGet();
            return Map.of(List.of("contoso", "done"), 7);
        });

        // When
        double contoso = gauge("contoso", "done");
        double fabrikam = gauge("fabrikam", "given-up");

        // Then
        assertThat(contoso).isEqualTo(7);
        assertThat(fabrikam).isZero();
        assertThat(counted).hasValue(1);
    }

    @Test
    void numbersOfWhatNobodyToldOfComeTogetherAsOther() {
        // Given
        meters.numbers(
                "open",
                "Open.",
                BY_ORGANIZATION_AND_OUTCOME,
                () -> Map.of(List.of("northwind", "done"), 2, List.of("tailspin", "done"), 3));

        // When
        gauge("contoso", "done");

        // Then
        assertThat(gauge("other", "done")).isEqualTo(5);
    }

    @Test
    void numbersThatCanNotBeCountedHaveNoValueUntilTheyCanAgain() {
        // Given
        AtomicReference<RuntimeException> failure = new AtomicReference<>(new IllegalStateException("not now"));
        AtomicReference<Long> nanos = new AtomicReference<>(0L);
        Numbers numbers = new Numbers(
                Series.one(),
                () -> {
                    if (failure.get() != null) {
                        throw failure.get();
                    }
                    return Map.of(List.of(), 4);
                },
                labels -> {},
                nanos::get);

        // When
        double failing = numbers.of(List.of());
        failure.set(null);
        nanos.set(Duration.ofSeconds(2).toNanos());
        double fine = numbers.of(List.of());

        // Then
        assertThat(failing).isNaN();
        assertThat(fine).isEqualTo(4);
    }

    @Test
    void secondsSayTheirUnit() {
        // When
        meters.seconds("age", "Age.", Series.one(), labels -> 12);

        // Then
        Meter.Id id = registry.get("patrol.age").gauge().getId();
        assertThat(id.getBaseUnit()).isEqualTo("seconds");
        assertThat(registry.get("patrol.age").gauge().value()).isEqualTo(12);
    }

    @Test
    void whatIsCountedElsewhereIsReadWhereItIsKept() {
        // Given
        AtomicInteger kept = new AtomicInteger(5);
        meters.counted("kept", "Kept.", Series.one(), labels -> kept.get());

        // When
        kept.set(9);

        // Then
        assertThat(registry.get("patrol.kept").functionCounter().count()).isEqualTo(9);
    }

    private static MeterFilter failing() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                throw new IllegalStateException("a meter that fails");
            }
        };
    }

    private double count(String organization, String outcome) {
        return registry.get("patrol.things")
                .tags("organization", organization, "outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String organization, String outcome) {
        return registry.get("patrol.open")
                .tags("organization", organization, "outcome", outcome)
                .gauge()
                .value();
    }
}
