package dev.patrol.local.demo;

import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.events.Happening;
import dev.patrol.local.mail.Inbox;
import dev.patrol.local.terminal.SafeText;
import dev.patrol.local.terminal.TextTable;
import dev.patrol.model.TokenRevoked;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.inspection.SecretFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What has become of the tokens of the demo so far, in words. */
public final class Story {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_REASON = 200;
    private static final int VERSION_SHOWN = 8;

    private final Optional<Inbox> inbox;
    private final List<SeededToken> tokens;
    private final Chronicle chronicle = new Chronicle();
    private final Witness witness;
    private final Thief thief;

    /** @param inbox empty where mails go elsewhere: then nothing is expected of them */
    public Story(SimulatorControl azure, Optional<Inbox> inbox, List<SeededToken> tokens) {
        this.inbox = inbox;
        this.tokens = tokens;
        this.witness = new Witness(azure, inbox, chronicle);
        this.thief = new Thief(azure, tokens);
    }

    public void add(Happening happening) {
        chronicle.add(happening);
        thief.hear(happening);
    }

    public void add(DeadLetter letter) {
        chronicle.add(letter);
    }

    /** What is missing, a line for each token that is not as it should be, and for each dead letter. */
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        List<Observation> observations = witness.observe(tokens);
        for (int index = 0; index < tokens.size(); index++) {
            DemoToken wish = tokens.get(index).wish();
            List<String> missing = Expectation.unmet(wish, observations.get(index));
            if (!missing.isEmpty()) {
                unmet.add(SafeText.of(wish.displayName(), LONGEST_NAME) + ": " + String.join(", ", missing));
            }
        }
        unmet.addAll(deadLetters());
        return unmet;
    }

    /** A line for each record that could not be understood; there is to be none. */
    public List<String> deadLetters() {
        return chronicle.deadLetters().stream()
                .map(letter ->
                        "dead letter from " + letter.topic() + ": " + SafeText.of(letter.reason(), LONGEST_REASON))
                .toList();
    }

    /** Of the tokens that are to be rotated, how many are; and how many mails are there. */
    public String progress() {
        long due = tokens.stream()
                .filter(token ->
                        token.wish().fate() == Fate.ROTATED || token.wish().fate() == Fate.COMPROMISED)
                .count();
        return String.format(
                Locale.ROOT,
                "%d of %d due tokens rotated%s",
                chronicle.count(TokenRevoked.class),
                due,
                inbox.map(mails -> ", " + mails.count() + " mails").orElse(""));
    }

    /** A table with a line for each token, of which each should have come to its end. */
    public String summary() {
        return table("WRONG: ");
    }

    /** The same table while the story goes on, when nothing that is missing is wrong yet. */
    public String soFar() {
        return table("so far ");
    }

    private String table(String beforeUnmet) {
        TextTable table = new TextTable("TOKEN", "DIES IN", "WHAT HAPPENED", "SECRET", "VERSION", "MAILS");
        List<Observation> observations = witness.observe(tokens);
        for (int index = 0; index < tokens.size(); index++) {
            SeededToken token = tokens.get(index);
            Observation seen = observations.get(index);
            Optional<SecretFact> secret = witness.secretOf(token).filter(ignored -> seen.rotatedEvents() > 0);
            table.row(
                    token.wish().displayName(),
                    diesIn(token.wish()),
                    outcome(token.wish(), seen, beforeUnmet),
                    secret.map(SecretFact::name).orElse("-"),
                    secret.map(fact -> fact.version().substring(0, VERSION_SHOWN))
                            .orElse("-"),
                    seen.mails().map(mails -> Integer.toString(mails.count())).orElse("-"));
        }
        return table.toString();
    }

    private static String outcome(DemoToken wish, Observation seen, String beforeUnmet) {
        List<String> unmet = Expectation.unmet(wish, seen);
        return unmet.isEmpty() ? wish.destiny() : beforeUnmet + String.join(", ", unmet);
    }

    private static String diesIn(DemoToken token) {
        if (token.revoked()) {
            return "revoked";
        }
        if (token.lifeLeft().isNegative()) {
            return "expired";
        }
        long days = token.lifeLeft().toDays() + 1;
        return days == 1 ? "1 day" : days + " days";
    }
}
