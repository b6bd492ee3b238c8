package dev.patrol.cli.events;

import dev.patrol.cli.terminal.SafeText;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import java.util.List;

/** A happening on one line. */
public final class EventLine {
    /** What people wrote may be a book; who wants it whole asks for JSON. */
    private static final int LONGEST_SENTENCE = 1_000;

    private EventLine() {}

    public static List<Text> withDate(Happening happening) {
        return line(Times.second(happening.time()), EventWords.of(happening));
    }

    public static List<Text> withTime(Happening happening) {
        return line(Times.clock(happening.time()), EventWords.of(happening));
    }

    private static List<Text> line(String time, EventWords words) {
        String padding =
                " ".repeat(Math.max(0, EventWords.LONGEST_WORD - words.word().length()));
        return List.of(
                Text.of(time + "  ", Style.QUIET),
                Text.of(words.word(), words.style()),
                Text.of(padding + "  " + SafeText.shortened(words.sentence(), LONGEST_SENTENCE)));
    }
}
