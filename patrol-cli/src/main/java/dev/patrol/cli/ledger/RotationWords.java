package dev.patrol.cli.ledger;

import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What people read of a rotation. */
public final class RotationWords {
    private RotationWords() {}

    public static Text state(Rotation rotation) {
        Style style =
                switch (rotation.step()) {
                    case "FAILED", "FORBIDDEN", "UNDOING" -> Style.BAD;
                    case "REVOKED" -> Style.GOOD;
                    default -> Style.PLAIN;
                };
        return Text.of(rotation.step().toLowerCase(Locale.ROOT), style);
    }

    public static Text setbacks(Rotation rotation) {
        return Text.of(
                rotation.setbacks() == 0 ? "" : Integer.toString(rotation.setbacks()),
                rotation.setbacks() > 0 ? Style.WARNING : Style.PLAIN);
    }

    /** What is done next, and when. */
    public static String next(Rotation rotation, Instant now) {
        String what =
                switch (rotation.step()) {
                    case "PLANNED" -> "create the successor";
                    case "CREATED" -> "store its value";
                    case "STORED" -> "verify that it authenticates";
                    case "VERIFIED" -> "begin the overlap";
                    case "OVERLAP" -> "revoke the previous token";
                    case "REVOKING" -> "see that it is dead";
                    case "UNDOING" -> "undo what was done";
                    default -> "";
                };
        if (what.isEmpty()) {
            return "";
        }
        return what + when(rotation, now) + waiting(rotation.waitingFor());
    }

    private static String when(Rotation rotation, Instant now) {
        return rotation.next()
                .map(next -> next.isAfter(now) ? " in " + Times.rough(Duration.between(now, next)) : " now")
                .orElse("");
    }

    private static String waiting(List<String> dependents) {
        return dependents.isEmpty() ? "" : ", or when " + String.join(", ", dependents) + " acknowledge";
    }
}
