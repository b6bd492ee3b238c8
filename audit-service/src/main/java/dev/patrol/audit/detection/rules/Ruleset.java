package dev.patrol.audit.detection.rules;

import static java.util.stream.Collectors.toMap;

import dev.patrol.audit.detection.Network;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.Signal;
import dev.patrol.audit.detection.Strength;
import dev.patrol.audit.detection.memory.Memory;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.audit.detection.rules.DetectionSettings.RuleChange;
import dev.patrol.audit.detection.rules.OutsideHours.Hours;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import dev.patrol.service.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules as they are set. */
public final class Ruleset {
    /** Name of the rule that no entry fits alone: several weak ones on one token. */
    public static final String SUM = "several-signals";

    private static final Tuning SUM_DEFAULTS =
            Tuning.strong(Severity.HIGH, Response.ROTATE).withThreshold(3);

    /** A rule as it is set. */
    private record Armed(Rule rule, Tuning tuning, Exceptions exceptions) {}

    private final Map<String, Armed> armed;
    private final Tuning sum;
    private final Exceptions sumExceptions;

    private Ruleset(Map<String, Armed> armed, Tuning sum, Exceptions sumExceptions) {
        this.armed = armed;
        this.sum = sum;
        this.sumExceptions = sumExceptions;
    }

    /** @throws IllegalArgumentException for settings that {@link #problemsOf} finds fault with */
    public static Ruleset of(DetectionSettings settings) {
        Map<String, RuleChange> changes =
                settings.rules().stream().collect(toMap(RuleChange::rule, Function.identity()));
        Map<String, Armed> armed = all(settings).stream().collect(toMap(Rule::name, rule -> {
            Optional<RuleChange> change = Optional.ofNullable(changes.get(rule.name()));
            return new Armed(
                    rule,
                    change.map(one -> changed(rule.defaults(), one)).orElse(rule.defaults()),
                    change.map(Ruleset::exceptionsOf).orElse(Exceptions.NONE));
        }));
        Optional<RuleChange> change = Optional.ofNullable(changes.get(SUM));
        return new Ruleset(
                armed,
                change.map(one -> changed(SUM_DEFAULTS, one)).orElse(SUM_DEFAULTS),
                change.map(Ruleset::exceptionsOf).orElse(Exceptions.NONE));
    }

    /** What does not make sense, a line each. */
    public static List<String> problemsOf(DetectionSettings settings) {
        List<String> problems = new ArrayList<>();
        attempt(problems, "allowed-networks", () -> networks(settings.allowedNetworks()));
        for (int index = 0; index < settings.tokenNetworks().size(); index++) {
            List<String> networks = settings.tokenNetworks().get(index).networks();
            attempt(problems, "token-networks[" + index + "].networks", () -> networks(Optional.of(networks)));
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        if (settings.hoursFrom().equals(settings.hoursTo())) {
            problems.add("patrol.detection.hours-from and hours-to are the same: there would be no hour or every hour."
                    + " Switch the rule outside-hours off instead.");
        }
        Map<String, Tuning> known = all(settings).stream().collect(toMap(Rule::name, Rule::defaults));
        known.put(SUM, SUM_DEFAULTS);
        List<String> seen = new ArrayList<>();
        for (int index = 0; index < settings.rules().size(); index++) {
            RuleChange change = settings.rules().get(index);
            String property = "rules[" + index + "]";
            if (!known.containsKey(change.rule())) {
                problems.add("patrol.detection." + property + ".rule is \"" + change.rule()
                        + "\". It should be the name of a rule, as docs/detections.md lists them.");
                continue;
            }
            if (seen.contains(change.rule())) {
                problems.add("patrol.detection." + property + ".rule names " + change.rule() + " a second time.");
            }
            seen.add(change.rule());
            attempt(problems, property + ".except-networks", () -> networks(change.exceptNetworks()));
            problems.addAll(problemsOf(property, changed(known.get(change.rule()), change), change));
        }
        return problems;
    }

    private static List<String> problemsOf(String property, Tuning tuning, RuleChange change) {
        List<String> problems = new ArrayList<>();
        if (tuning.strength() == Strength.WEAK && tuning.response() != Response.NOTIFY) {
            problems.add("patrol.detection." + property + ".response is " + tuning.response()
                    + ", but " + change.rule()
                    + " is a weak rule: sound tokens do this now and then. Set its strength to"
                    + " STRONG if yours never do, or leave the response at NOTIFY; weak rules add up in " + SUM + ".");
        }
        if (tuning.threshold() > 1 && tuning.window().compareTo(Memory.LOOKING_BACK) > 0) {
            problems.add("patrol.detection." + property + ".window is longer than " + Memory.LOOKING_BACK
                    + ", as far as single entries are remembered.");
        }
        return problems;
    }

    private static void attempt(List<String> problems, String property, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException wrong) {
            problems.add("patrol.detection." + property + ": " + wrong.getMessage() + ".");
        }
    }

    private static List<Rule> all(DetectionSettings settings) {
        AllowedNetworks allowed = new AllowedNetworks(
                networks(settings.allowedNetworks()),
                settings.tokenNetworks().stream()
                        .map(line -> new AllowedNetworks.OfTokens(
                                Glob.of(line.tokens()), networks(Optional.of(line.networks()))))
                        .toList());
        Hours hours = new Hours(settings.hoursFrom(), settings.hoursTo(), Set.copyOf(settings.days()), settings.zone());
        return List.of(
                new UnknownAddress(allowed),
                NewHabit.network(),
                NewHabit.action(),
                new OutsideHours(hours),
                new DormantToken(),
                Burst.ofActions(),
                Burst.ofDenials(),
                TwoPlaces.networks(),
                TwoPlaces.agents(),
                Said.publicDiscovery(),
                Said.systemRevocation(),
                new UsedAfterEnd(),
                new AdministrativeAction(),
                Agent.browser(),
                Agent.attackTool(),
                new UnusualCreation(),
                new BroadToken());
    }

    /** What the rules say of an entry. */
    public List<Signal> judge(Sighting sighting, Past past) {
        List<Signal> signals = new ArrayList<>();
        for (Armed one : armed.values()) {
            if (!one.tuning().enabled() || one.exceptions().cover(sighting)) {
                continue;
            }
            Optional<String> reason = one.rule().judge(sighting, past, one.tuning());
            if (reason.isPresent()) {
                signals.add(new Signal(one.rule().name(), one.tuning().strength(), reason.get(), sighting.evidence()));
            }
        }
        return signals;
    }

    /** How the rule of that name is set, the sum among them. */
    public Tuning tuningOf(String rule) {
        return rule.equals(SUM) ? sum : armed.get(rule).tuning();
    }

    /** Whether so many different weak rules make a finding of their own. */
    public boolean isSum(long rules, Sighting sighting) {
        return sum.enabled() && rules >= sum.threshold() && !sumExceptions.cover(sighting);
    }

    public List<String> names() {
        return Stream.concat(armed.keySet().stream(), Stream.of(SUM)).sorted().toList();
    }

    private static Tuning changed(Tuning defaults, RuleChange change) {
        return new Tuning(
                change.enabled().orElse(defaults.enabled()),
                change.strength().orElse(defaults.strength()),
                change.severity().orElse(defaults.severity()),
                change.response().orElse(defaults.response()),
                change.threshold().orElse(defaults.threshold()),
                change.window().orElse(defaults.window()));
    }

    private static Exceptions exceptionsOf(RuleChange change) {
        return new Exceptions(
                globs(change.exceptTokens()), globs(change.exceptUsers()), networks(change.exceptNetworks()));
    }

    private static List<Glob> globs(Optional<List<String>> patterns) {
        return patterns.orElse(List.of()).stream().map(Glob::of).toList();
    }

    private static List<Network> networks(Optional<List<String>> given) {
        return given.orElse(List.of()).stream().map(Network::of).toList();
    }
}
