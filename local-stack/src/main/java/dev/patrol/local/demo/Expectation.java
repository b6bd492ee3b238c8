package dev.patrol.local.demo;

import dev.patrol.local.dependents.Dependents;
import java.util.ArrayList;
import java.util.List;

/** Compares what was seen of a token with what is to become of it. */
final class Expectation {
    private Expectation() {}

    /** What is missing or too much, a few words each; empty where all is as it should be. */
    static List<String> unmet(DemoToken token, Observation seen) {
        Fate fate = token.fate();
        List<String> unmet = new ArrayList<>();
        boolean compromised = fate == Fate.COMPROMISED;
        check(
                unmet,
                (seen.compromisedEvents() > 0) == compromised,
                compromised ? "not found compromised" : "found compromised");
        boolean announced = fate != Fate.LEFT_ALONE && !compromised;
        check(unmet, (seen.expiringEvents() > 0) == announced, announced ? "not announced" : "announced");
        // A stolen one may be dead before a scan sees it.
        if (!compromised) {
            boolean violates = token.breaksPolicy();
            check(unmet, (seen.violationEvents() > 0) == violates, violates ? "no violation said" : "violation said");
        }
        check(unmet, seen.failedEvents() == 0, "a rotation failed");
        if (fate == Fate.ROTATED || compromised) {
            check(unmet, !seen.alive(), "still alive");
            check(unmet, seen.livingSuccessors() == 1, seen.livingSuccessors() + " living successors");
            check(unmet, seen.secretHoldsSuccessor(), "secret does not hold the successor");
            check(unmet, seen.rotatedEvents() == 1, seen.rotatedEvents() + " rotated events");
            check(unmet, seen.revokedEvents() == 1, seen.revokedEvents() + " revoked events");
            seen.overlap()
                    .filter(end -> !compromised)
                    .ifPresent(end -> checkOverlap(unmet, token.dependents(), end, seen));
        } else {
            check(unmet, seen.alive() == token.aliveAtFirst(), seen.alive() ? "came alive" : "died");
            check(unmet, seen.livingSuccessors() == 0, "has a successor");
            check(unmet, seen.rotatedEvents() + seen.revokedEvents() == 0, "said to be rotated or revoked");
        }
        seen.mails().ifPresent(mails -> {
            check(unmet, mails.missing() == 0, mails.missing() + " mails missing");
            check(unmet, mails.twice() == 0, mails.twice() + " mails twice");
        });
        return unmet;
    }

    private static void checkOverlap(List<String> unmet, Dependents dependents, OverlapEnd end, Observation seen) {
        check(
                unmet,
                end.early() == dependents.allAcknowledge(),
                end.early() ? "its overlap ended early" : "its overlap did not end early");
        check(unmet, end.missing().equals(dependents.silent()), "the event says " + withoutWhom(end.missing()));
        seen.mails()
                .filter(mails -> mails.missing() == 0)
                .ifPresent(mails -> check(
                        unmet,
                        mails.asMissing().equals(dependents.silent()),
                        "the mail says " + withoutWhom(mails.asMissing())));
    }

    private static String withoutWhom(List<String> names) {
        return names.isEmpty() ? "that none is missing" : "without " + String.join(", ", names);
    }

    private static void check(List<String> unmet, boolean met, String words) {
        if (!met) {
            unmet.add(words);
        }
    }
}
