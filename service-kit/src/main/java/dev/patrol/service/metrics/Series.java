package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The series of one name: every combination of the labels' values that are known. What comes with another value belongs to
 * {@value #OTHER}, so that whatever happens there are no more series than these.
 */
public final class Series {
    /** Stands for a value that was not told of. */
    public static final String OTHER = "other";

    private final Map<Label, Set<String>> values;

    private Series(Map<Label, Set<String>> values) {
        this.values = values;
    }

    /** One series, without labels. */
    public static Series one() {
        return new Series(Map.of());
    }

    public static Series by(Label label, Collection<String> values) {
        return one().and(label, values);
    }

    public static Series by(Label label, Class<? extends Enum<?>> values) {
        return one().and(label, values);
    }

    public Series and(Label label, Collection<String> added) {
        Map<Label, Set<String>> more = new LinkedHashMap<>(values);
        more.put(label, new LinkedHashSet<>(added));
        return new Series(more);
    }

    public Series and(Label label, Class<? extends Enum<?>> added) {
        return and(
                label, Arrays.stream(added.getEnumConstants()).map(Series::word).toList());
    }

    /** A constant as a value: {@code GIVEN_UP} is {@code given-up}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Every combination of values that are known, each in the order of the labels. */
    List<List<String>> all() {
        List<List<String>> all = List.of(List.of());
        for (Set<String> known : values.values()) {
            all = all.stream()
                    .flatMap(begun -> known.stream().map(value -> with(begun, value)))
                    .toList();
        }
        return all;
    }

    /** The series that something with these values belongs to. */
    List<String> of(List<String> given) {
        if (given.size() != values.size()) {
            throw new IllegalArgumentException("Labels are " + values.keySet() + ", given is " + given);
        }
        List<String> bounded = new ArrayList<>();
        int index = 0;
        for (Set<String> known : values.values()) {
            String value = given.get(index++);
            bounded.add(known.contains(value) ? value : OTHER);
        }
        return List.copyOf(bounded);
    }

    Tags tags(List<String> series) {
        List<Tag> tags = new ArrayList<>();
        int index = 0;
        for (Label label : values.keySet()) {
            tags.add(Tag.of(label.key(), series.get(index++)));
        }
        return Tags.of(tags);
    }

    private static List<String> with(List<String> begun, String value) {
        List<String> longer = new ArrayList<>(begun);
        longer.add(value);
        return List.copyOf(longer);
    }
}
