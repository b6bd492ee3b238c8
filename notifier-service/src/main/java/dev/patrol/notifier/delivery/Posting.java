package dev.patrol.notifier.delivery;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.post.Letter;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sending of a letter, as log and traces tell it: a span in the trace of each event that it tells of, so that each of them
 * leads to the letter. The lines of the log bear the ids of the oldest; that it is sent has a line for each event.
 */
public final class Posting {
    private static final String NAME = "deliver letter";
    /** Of a table of thousands the rest is told by the mail's own header. */
    private static final int MOST_TRACES = 100;

    private static final int TRACE_ID_BEGINS = 3;
    private static final int TRACE_ID_ENDS = 35;

    private Posting() {}

    static void run(Letter letter, Runnable sending) {
        Waiting oldest = letter.entries().get(0);
        List<Waiting> others = List.copyOf(oneOfEachTrace(letter.entries()).values());
        Work work = Work.resuming(NAME, placeOf(oldest), Subject.of(oldest.event()));
        List<Work> beside = others.stream()
                .filter(entry -> entry != oldest)
                .map(entry -> Work.resuming(NAME, placeOf(entry), Subject.of(entry.event())))
                .toList();
        describe(work, letter);
        beside.forEach(one -> {
            describe(one, letter);
            one.span().addLink(work.span().getSpanContext());
        });
        try {
            work.run(sending);
        } finally {
            beside.forEach(one -> one.end(Optional.empty()));
        }
    }

    /** Has a line logged for each event of a letter, which bears the event's ids. */
    public static void sent(Letter letter, Consumer<Envelope<? extends Event>> line) {
        letter.entries().forEach(entry -> Work.remembering(placeOf(entry), Subject.of(entry.event()))
                .within(() -> line.accept(entry.event())));
    }

    private static void describe(Work work, Letter letter) {
        work.span()
                .setAttribute("patrol.letter", letter.id().toString())
                .setAttribute("patrol.events", letter.entries().size());
    }

    private static Map<String, Waiting> oneOfEachTrace(List<Waiting> entries) {
        Map<String, Waiting> byTrace = new LinkedHashMap<>();
        for (Waiting entry : entries) {
            Optional<String> trace = placeOf(entry)
                    .filter(place -> place.length() >= TRACE_ID_ENDS)
                    .map(place -> place.substring(TRACE_ID_BEGINS, TRACE_ID_ENDS));
            if (trace.isPresent() && byTrace.size() < MOST_TRACES) {
                byTrace.putIfAbsent(trace.get(), entry);
            }
        }
        return byTrace;
    }

    private static Optional<String> placeOf(Waiting entry) {
        return Optional.ofNullable(entry.origin().traceParent());
    }
}
