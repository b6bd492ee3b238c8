package dev.patrol.rotator.metrics;

import dev.patrol.azure.Organizations;
import dev.patrol.model.RotationStep;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.Action;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.metrics.Counts;
import dev.patrol.service.metrics.Durations;
import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows rotations. Those under way are what the ledger has of the lineages that this instance owns, so that over all instances
 * each is counted once.
 */
@Startup
@Singleton
public class RotationMeters {
    private final Ledger ledger;
    private final Clock clock;
    private final Counts rotations;
    private final Counts setbacks;
    private final Durations steps;

    RotationMeters(Meters meters, Organizations organizations, Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        Series each = Series.by(Label.ORGANIZATION, organizations.names());
        this.rotations = meters.counts(
                "rotations", "Rotations that have ended, by how.", each.and(Label.OUTCOME, RotationOutcome.class));
        this.setbacks = meters.counts(
                "rotation.setbacks",
                "Steps that could not be done and are tried again.",
                each.and(Label.STEP, RotationStep.class));
        this.steps = meters.durations(
                "rotation.step.duration",
                "How long a step took, whether or not it could be done.",
                Series.by(Label.STEP, words(Action.class)));
        meters.numbers(
                "rotations.open",
                "Rotations under way, by how far they have come.",
                each.and(
                        Label.STATE,
                        words(RotationState.class).stream()
                                .filter(word -> !RotationOutcome.ENDS.contains(word))
                                .toList()),
                this::open);
        meters.seconds(
                "ledger.oldest.open",
                "How long the rotation under way that waits longest has not come further.",
                Series.one(),
                labels -> oldest().toMillis() / 1_000.0);
    }

    /** A rotation has come further. To be called once for each state that it comes to. */
    public void reached(LedgerEntry entry) {
        RotationOutcome.of(entry.state())
                .ifPresent(outcome -> rotations.one(organization(entry), Series.word(outcome)));
    }

    /** A step could not be done, and is tried again. */
    public void setBack(LedgerEntry entry, RotationStep step) {
        setbacks.one(organization(entry), Series.word(step));
    }

    public void took(Action action, Duration time) {
        steps.took(time, word(action.getClass()));
    }

    private Map<List<String>, Integer> open() {
        Map<List<String>, Integer> open = new HashMap<>();
        ledger.open()
                .forEach(entry -> open.merge(
                        List.of(organization(entry), word(entry.state().getClass())), 1, Integer::sum));
        return open;
    }

    private Duration oldest() {
        return ledger.open().stream()
                .map(entry -> Standstill.of(entry, clock.instant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String organization(LedgerEntry entry) {
        return entry.plan().previous().organization();
    }

    private static List<String> words(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(RotationMeters::word)
                .toList();
    }

    /** {@code RevokePrevious} is {@code revoke-previous}. */
    private static String word(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
