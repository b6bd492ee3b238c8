package dev.patrol.notifier.post;

import static java.util.stream.Collectors.groupingBy;

import dev.patrol.model.MessageType;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which letters go out now.
 *
 * <ul>
 *   <li>What is urgent, or prompt outside of quiet hours, is a letter of its own, at once.
 *   <li>A storm, many of one type for one recipient, is told by its first few letters, then by a table after a short while,
 *       then by a table per window, until a window has passed without one.
 *   <li>Routine is a line in the next digest; it waits for the end of quiet hours.
 *   <li>Nothing is left out and nothing told twice: whatever waits is in one letter, now or later.
 *   <li>Where no more may wait, nothing waits for its time.
 * </ul>
 */
public final class Post {
    private static final Comparator<Waiting> OLDEST_FIRST =
            Comparator.comparing(Waiting::since).thenComparing(Waiting::key);

    private final Timetable timetable;
    private final StormRules storm;

    public Post(Timetable timetable, StormRules storm) {
        this.timetable = timetable;
        this.storm = storm;
    }

    /**
     * The letters that are due, in the order in which they are to be sent.
     *
     * @param waiting what is in no letter yet
     * @param full whether there is no room for more
     */
    public List<Letter> due(Collection<Waiting> waiting, Lately lately, Instant now, boolean full) {
        boolean routine = full || !timetable.isQuiet(now);
        List<Letter> letters = new ArrayList<>();
        byRecipient(waiting).forEach((to, all) -> {
            all.sort(OLDEST_FIRST);
            if (to.kind() == Recipient.Kind.WEBHOOK) {
                all.forEach(entry -> letters.add(Letter.single(entry)));
                return;
            }
            String fingerprint = to.fingerprint();
            all.stream()
                    .filter(entry ->
                            entry.urgency() == Urgency.URGENT || (entry.urgency() == Urgency.PROMPT && routine))
                    .collect(groupingBy(entry -> entry.event().type()))
                    .forEach((type, some) -> letters.addAll(prompt(fingerprint, type, some, lately, now, full)));
            if (routine) {
                letters.addAll(digests(all, now, full));
            }
        });
        letters.sort(Letter.ORDER);
        return letters;
    }

    private static Map<Recipient, List<Waiting>> byRecipient(Collection<Waiting> waiting) {
        Map<Recipient, List<Waiting>> grouped = new LinkedHashMap<>();
        waiting.forEach(entry -> grouped.computeIfAbsent(entry.to(), ignored -> new ArrayList<>())
                .add(entry));
        return grouped;
    }

    private List<Letter> prompt(
            String recipient, MessageType type, List<Waiting> entries, Lately lately, Instant now, boolean full) {
        Optional<Instant> stormTable = lately.lastTable(recipient, type)
                .filter(table -> now.isBefore(table.plus(storm.window().multipliedBy(2))));
        if (stormTable.isPresent()) {
            boolean due = full || !now.isBefore(stormTable.get().plus(storm.window()));
            // One in a whole window is no storm any more.
            Form form = entries.size() == 1 ? Form.SINGLE : Form.TABLE;
            return due ? together(entries, form) : List.of();
        }
        long before = lately.singlesAfter(recipient, type, now.minus(storm.window()));
        int free = (int) Math.min(entries.size(), Math.max(0, storm.after() - before));
        List<Letter> letters =
                new ArrayList<>(entries.stream().limit(free).map(Letter::single).toList());
        List<Waiting> rest = entries.subList(free, entries.size());
        if (!rest.isEmpty()
                && (full
                        || rest.size() >= storm.mostInOne()
                        || !now.isBefore(rest.get(0).since().plus(storm.gather())))) {
            letters.addAll(together(rest, Form.TABLE));
        }
        return letters;
    }

    private List<Letter> digests(List<Waiting> entries, Instant now, boolean full) {
        List<Waiting> routine = entries.stream()
                .filter(entry -> entry.urgency() == Urgency.DIGEST)
                .toList();
        boolean due = !routine.isEmpty()
                && (full
                        || routine.size() >= storm.mostInOne()
                        || !now.isBefore(timetable.digestAfter(routine.get(0).since())));
        return due ? together(routine, Form.DIGEST) : List.of();
    }

    /** In as few letters as there is room. */
    private List<Letter> together(List<Waiting> entries, Form form) {
        List<Letter> letters = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += storm.mostInOne()) {
            List<Waiting> some = entries.subList(from, Math.min(entries.size(), from + storm.mostInOne()));
            letters.add(new Letter(some.get(0).to(), form, some));
        }
        return letters;
    }
}
