package dev.patrol.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.terminal.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What was found, for people and for machines. */
final class Report {
    private static final int GAP = 2;
    private static final int INDENT = 2;
    private static final int NARROWEST_SENTENCE = 30;

    private Report() {}

    static boolean isFine(List<Finding> findings) {
        return findings.stream().allMatch(finding -> finding.state().isFine());
    }

    /**
     * {@code {"ok": true, "findings": [{"area", "what", "state", "sentence"}]}} on one line; a state is
     * {@code ok}, {@code not-ok}, {@code not-tried} or {@code not-needed}.
     */
    static String json(List<Finding> findings) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode().put("ok", isFine(findings));
        ArrayNode list = report.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("area", finding.area())
                .put("what", finding.what())
                .put("state", finding.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("sentence", finding.sentence()));
        try {
            return mapper.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts can be written", e);
        }
    }

    /**
     * Lines: each area, below it each thing with its state and sentence, at the end what it comes to.
     *
     * @param width of the terminal; where there is none, each finding is one line
     */
    static List<String> table(List<Finding> findings, OptionalInt width) {
        int what = INDENT + longest(findings.stream().map(Finding::what).toList()) + GAP;
        int state = longest(findings.stream()
                        .map(finding -> finding.state().words())
                        .toList())
                + GAP;
        List<String> lines = new ArrayList<>();
        String area = "";
        for (Finding finding : findings) {
            if (!finding.area().equals(area)) {
                area = finding.area();
                lines.add(area);
            }
            String begin = padded(" ".repeat(INDENT) + finding.what(), what)
                    + padded(finding.state().words(), state);
            lines.addAll(row(begin, finding.sentence(), width));
        }
        lines.add("");
        lines.add(conclusion(findings));
        return lines;
    }

    private static List<String> row(String begin, String sentence, OptionalInt width) {
        if (width.isEmpty()) {
            return List.of((begin + sentence).stripTrailing());
        }
        int room = width.getAsInt() - begin.length();
        // Where the columns leave no room, the sentence stands below them.
        boolean beside = room >= NARROWEST_SENTENCE;
        String indent = " ".repeat(beside ? begin.length() : 2 * INDENT);
        List<String> broken = Wrapped.lines(sentence, beside ? room : width.getAsInt() - 2 * INDENT);
        List<String> lines = new ArrayList<>();
        lines.add((beside ? begin + broken.get(0) : begin).stripTrailing());
        broken.stream().skip(beside ? 1 : 0).forEach(line -> lines.add(indent + line));
        return lines;
    }

    private static String conclusion(List<Finding> findings) {
        long bad = findings.stream()
                .filter(finding -> finding.state() == State.NOT_OK)
                .count();
        if (bad == 0) {
            return isFine(findings) ? "All that is needed works." : "Not everything could be tried.";
        }
        return bad == 1 ? "1 thing is not as it should be." : bad + " things are not as they should be.";
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }
}
