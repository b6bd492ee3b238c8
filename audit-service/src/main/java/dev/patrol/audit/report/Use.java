package dev.patrol.audit.report;

import dev.patrol.model.AuditEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What was done with a token, as far as the audit log shows it. */
final class Use {
    private static final int MOST_ADDRESSES = 1_000;
    private static final int LONGEST_ADDRESS = 64;

    /** Nobody works at this many hours of the day, all within a week. */
    private static final int HOURS_OF_A_PROGRAM = 20;

    /** How the Azure Pipelines agent calls itself, in the case of letters that it happens to have; audit entries may cut it. */
    private static final String AGENT = "vstsagentcore";

    /** How Terraform's provider calls itself. */
    private static final String TERRAFORM = "terraform";

    private final Set<String> addresses = new HashSet<>();
    private long actions;
    private int hoursOfTheDay;
    private boolean byAgent;
    private boolean byTerraform;
    private Instant last = Instant.MIN;

    /**
     * Counts an action of the week.
     *
     * @param roomForAddress whether an address that is new may be remembered
     * @return whether one was
     */
    boolean count(AuditEntry action, boolean roomForAddress) {
        actions++;
        hoursOfTheDay |= 1 << action.timestamp().atOffset(ZoneOffset.UTC).getHour();
        String userAgent = action.userAgent() == null ? "" : action.userAgent().toLowerCase(Locale.ROOT);
        byAgent |= userAgent.contains(AGENT);
        byTerraform |= userAgent.contains(TERRAFORM);
        return roomForAddress
                && addresses.size() < MOST_ADDRESSES
                && isAddress(action.ipAddress())
                && addresses.add(action.ipAddress());
    }

    private static boolean isAddress(String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST_ADDRESS;
    }

    /** Knows of an action of whatever week. */
    void sawAt(Instant time) {
        last = time.isAfter(last) ? time : last;
    }

    /** The log may name one token in two ways. */
    void add(Use other) {
        actions += other.actions;
        hoursOfTheDay |= other.hoursOfTheDay;
        other.addresses.stream()
                .limit(Math.max(0, MOST_ADDRESSES - addresses.size()))
                .forEach(addresses::add);
        byAgent |= other.byAgent;
        byTerraform |= other.byTerraform;
        sawAt(other.last);
    }

    /** Within the week. */
    long actions() {
        return actions;
    }

    /** From how many addresses, counted up to a thousand. */
    int addresses() {
        return addresses.size();
    }

    /** When the last action was, of whatever week; long ago where there was none. */
    Instant last() {
        return last;
    }

    boolean isByAgent() {
        return byAgent;
    }

    /** Whether no person can have done all that by hand. */
    boolean isByProgram() {
        return byTerraform || Integer.bitCount(hoursOfTheDay) >= HOURS_OF_A_PROGRAM;
    }
}
