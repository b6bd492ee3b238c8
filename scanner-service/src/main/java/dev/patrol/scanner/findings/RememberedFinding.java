package dev.patrol.scanner.findings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.patrol.model.PolicyViolated;
import java.util.Objects;

/**
 * A finding as it was told last.
 *
 * @param open whether it was not told since that it is mended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RememberedFinding(PolicyViolated finding, boolean open) {
    RememberedFinding {
        requireNonNull(finding, "finding");
    }

    /**
     * Whether this is what was told. What the token itself has become (its name, its expiry) is the inventory's to tell, and a
     * time to shorten it to follows from the day on which it was found.
     */
    boolean tells(PolicyViolated now) {
        return open
                && finding.severity() == now.severity()
                && finding.found().equals(now.found())
                && finding.allowed().equals(now.allowed())
                && finding.response() == now.response()
                && finding.dryRun() == now.dryRun();
    }

    /** The finding as it is told now: where it was told before, with a number that makes it another announcement. */
    PolicyViolated toldAgain(PolicyViolated now) {
        return now.withRevision(Objects.requireNonNullElse(finding.revision(), 0) + 1);
    }
}
