package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Used by a program that gives itself away by its user agent. Whoever changes the user agent is not seen: that bypass is
 * published (X-Force Red, Black Hat Europe 2023).
 */
final class Agent implements Rule {
    private final String name;
    private final Tuning defaults;
    private final List<String> marks;
    private final String words;

    private Agent(String name, Tuning defaults, List<String> marks, String words) {
        this.name = name;
        this.defaults = defaults;
        this.marks = marks;
        this.words = words;
    }

    /** The engines are those of Microsoft Sentinel's rule "PAT used with browser". */
    static Agent browser() {
        return new Agent(
                "browser",
                Tuning.weak(Severity.MEDIUM),
                List.of("gecko", "webkit", "presto", "trident", "edgehtml", "blink"),
                "It was used by a browser (%s), which has no need of a token.");
    }

    /** The published tool that attacks Azure DevOps names itself in every request, unless it is rebuilt. */
    static Agent attackTool() {
        return new Agent(
                "attack-tool",
                Tuning.strong(Severity.CRITICAL, Response.ROTATE),
                List.of("adokit"),
                "It was used by a known attack tool (%s).");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tuning defaults() {
        return defaults;
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.use() || sighting.userAgent() == null) {
            return Optional.empty();
        }
        String agent = sighting.userAgent().toLowerCase(Locale.ROOT);
        return marks.stream().filter(agent::contains).findFirst().map(words::formatted);
    }
}
