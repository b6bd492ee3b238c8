package dev.patrol.audit.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report that a person asks for.
 *
 * @param organizations of which
 * @param week the seven days before a whole minute
 */
record ReportRequest(List<String> organizations, Week week) {
    /** What was asked for makes no sense; the message is one sentence for people and repeats nothing of it. */
    static final class Refused extends RuntimeException {
        Refused(String sentence) {
            super(sentence);
        }
    }

    /**
     * @param organization name in any case; empty means all
     * @param to end of the week; empty means now
     * @param known the organizations that are looked after, in lower case
     * @throws Refused where it can't be done
     */
    static ReportRequest of(Optional<String> organization, Optional<String> to, List<String> known, Instant now) {
        List<String> wanted =
                organization.map(name -> List.of(knownName(name, known))).orElse(known);
        Instant end = to.map(ReportRequest::parse).orElse(now);
        if (end.isAfter(now)) {
            throw new Refused("A week that has not ended can't be reported: \"to\" is in the future.");
        }
        if (end.isBefore(Week.earliestEndAt(now))) {
            throw new Refused("Only the last 90 days are kept: \"to\" is too long ago.");
        }
        return new ReportRequest(wanted, Week.endingAt(end.truncatedTo(ChronoUnit.MINUTES)));
    }

    private static String knownName(String name, List<String> known) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            throw new Refused("\"organization\" is none that Patrol looks after (AZURE_DEVOPS_ORG).");
        }
        return wanted;
    }

    private static Instant parse(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw new Refused("\"to\" should be a time in UTC, for example 2026-11-23T00:00:00Z.");
        }
    }
}
