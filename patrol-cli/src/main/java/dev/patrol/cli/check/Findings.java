package dev.patrol.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Takes what one check finds, until it is closed; what comes later is not heard. */
public final class Findings {
    private final String area;
    private final List<String> subjects;
    private final Map<String, Finding> found = new LinkedHashMap<>();
    private boolean closed;

    Findings(String area, List<String> subjects) {
        this.area = area;
        this.subjects = subjects;
    }

    /** @param detail what was seen */
    public void ok(String what, String detail) {
        add(what, State.OK, detail);
    }

    /** @param sentence what is wrong, and what mends it */
    public void notOk(String what, String sentence) {
        add(what, State.NOT_OK, sentence);
    }

    /** @param sentence why not, and what is not possible without it */
    public void notNeeded(String what, String sentence) {
        add(what, State.NOT_NEEDED, sentence);
    }

    public void notTried(String what, String because) {
        add(what, State.NOT_TRIED, because);
    }

    private synchronized void add(String what, State state, String sentence) {
        if (!closed) {
            found.put(what, new Finding(area, what, state, sentence));
        }
    }

    /** Everything found, announced subjects first. */
    synchronized List<Finding> close(BiFunction<String, Boolean, Finding> missing) {
        closed = true;
        List<Finding> all = new ArrayList<>();
        boolean first = true;
        for (String subject : subjects) {
            Finding finding = found.remove(subject);
            if (finding == null) {
                finding = missing.apply(subject, first);
                first = false;
            }
            all.add(finding);
        }
        all.addAll(found.values());
        return all;
    }
}
