package dev.patrol.audit.sight;

import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.audit.sight.Sight.Follower;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When not being able to see is announced, and in which words. What was found says since when, and nothing that changes while it
 * lasts: so an occurrence has one identity, also over a restart, and whichever instance tells it.
 */
final class Alarms {
    private static final int GAPS_THAT_ARE_USUAL = 2;

    private Alarms() {}

    /**
     * Nothing could be read for longer than allowed. Told again where what is in the way becomes something else, since
     * something else is to be done then. An instance that is cut off tells nothing yet: another may see.
     */
    static Optional<PolicyViolated> ofBlindness(
            String organization, Sight.View view, Instant now, Duration blindAfter) {
        boolean known =
                view.follower() == Follower.THIS_INSTANCE && view.obstacle().isPresent();
        if (!known || !isLongerThan(blindAfter, view.blindSince().orElse(now), now)) {
            return Optional.empty();
        }
        Obstacle obstacle = view.obstacle().get();
        Instant since = view.doneThrough().or(view::blindSince).orElse(now);
        return Optional.of(notFollowed(
                organization,
                since,
                obstacle.kind(),
                blindAfter,
                obstacle.remedy()
                        + " Nothing is lost for good where that is done within the 90 days for which Azure DevOps"
                        + " keeps the log. The last error: " + obstacle.error()));
    }

    /** Now that the broker is back, this instance follows the log again, and sees that no other did meanwhile. */
    static Optional<PolicyViolated> ofOutage(String organization, Outage outage, Duration blindAfter) {
        boolean longEnough = isLongerThan(blindAfter, outage.from(), outage.to())
                && isLongerThan(blindAfter, outage.doneThrough(), outage.to());
        return longEnough
                ? Optional.of(notFollowed(
                        organization,
                        outage.doneThrough(),
                        outage.kind(),
                        blindAfter,
                        "It is over since " + outage.to().truncatedTo(ChronoUnit.SECONDS)
                                + ", and what was missed is being read: expect findings of that time. See why the broker"
                                + " could not be reached."))
                : Optional.empty();
    }

    /** The log is read, but shows no entry of any kind for longer than is usual. */
    static Optional<PolicyViolated> ofSilence(
            String organization, Rhythm rhythm, Instant doneThrough, Duration silence) {
        Duration usual = rhythm.longestGap().multipliedBy(GAPS_THAT_ARE_USUAL);
        Duration allowed = usual.compareTo(silence) > 0 ? usual : silence;
        if (!isLongerThan(allowed, rhythm.quietSince(), doneThrough)) {
            return Optional.empty();
        }
        return Optional.of(new PolicyViolated(
                organization,
                null,
                "audit-log-speaks",
                Severity.MEDIUM,
                "The audit log can be read, but shows no entry of any kind since "
                        + rhythm.quietSince().truncatedTo(ChronoUnit.SECONDS) + ".",
                "An entry at least every " + inShort(allowed) + ".",
                "Do something that is audited, such as to open the audit log (Organization settings, Auditing), and see"
                        + " whether it turns up. If it does not, see whether auditing was turned off (Policies, Log Audit"
                        + " Events), and ask Azure DevOps' support."));
    }

    private static PolicyViolated notFollowed(
            String organization, Instant since, Kind kind, Duration blindAfter, String remedy) {
        return new PolicyViolated(
                organization,
                null,
                "audit-log-followed",
                Severity.HIGH,
                "The audit log could not be followed since " + since.truncatedTo(ChronoUnit.SECONDS) + ": "
                        + words(kind) + ".",
                "Breaks of at most " + inShort(blindAfter) + ".",
                remedy);
    }

    private static boolean isLongerThan(Duration allowed, Instant since, Instant now) {
        return Duration.between(since, now).compareTo(allowed) > 0;
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case CREDENTIAL_REFUSED -> "Azure DevOps does not take Patrol's credential";
            case FORBIDDEN_OR_AUDITING_OFF -> "auditing is turned off, or Patrol may not view the log";
            case THROTTLED -> "Azure DevOps' rate limit leaves no room for it";
            case LOG_UNAVAILABLE -> "Azure DevOps does not give it";
            case ANSWER_NOT_UNDERSTOOD -> "what Azure DevOps answers can't be read";
            case BROKER_UNAVAILABLE -> "Patrol's broker can't be reached";
            case UNEXPECTED -> "Patrol fails";
        };
    }

    /** As the settings are written, for example {@code 1h30m}. */
    private static String inShort(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
