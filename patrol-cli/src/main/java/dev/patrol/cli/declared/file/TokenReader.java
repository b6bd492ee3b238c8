package dev.patrol.cli.declared.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.cli.declared.DeclaredToken;
import dev.patrol.cli.declared.DeclaredToken.Wanted;
import dev.patrol.cli.declared.Durations;
import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.TokenName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the tokens of a file whose form is right, and finds what makes no sense all the same. */
final class TokenReader {
    private static final JsonPointer DEFAULTS = JsonPointer.compile("/defaults");
    private static final JsonPointer ORGANIZATION = JsonPointer.compile("/organization");

    private final YamlTree tree;
    private final List<Mistake> mistakes;
    private final Optional<String> onlyOrganization;
    private final Map<Lineage, Place> seen = new HashMap<>();

    TokenReader(YamlTree tree, List<Mistake> mistakes, Optional<String> onlyOrganization) {
        this.tree = tree;
        this.mistakes = mistakes;
        this.onlyOrganization = onlyOrganization;
    }

    /** Empty where something is wrong with it, which is among the mistakes then. */
    Optional<DeclaredToken> read(JsonPointer at) {
        int before = mistakes.size();
        Optional<String> organization =
                text(at, "organization").or(() -> textAt(ORGANIZATION)).or(() -> onlyOrganization);
        if (organization.isEmpty()) {
            mistake(at, "It is not said in which organization it is.", "Add organization, here or for the whole file.");
            return Optional.empty();
        }
        String name = text(at, "name").orElseThrow();
        Wanted wanted = text(at, "state")
                .map(state -> Wanted.valueOf(state.toUpperCase(Locale.ROOT)))
                .orElse(Wanted.PRESENT);
        checkName(at, Lineage.of(organization.get(), name), name);
        Optional<Declaration> declaration = wanted == Wanted.PRESENT ? declaration(at) : Optional.empty();
        if (mistakes.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredToken(
                organization.get(), name, wanted, declaration, node(at, "adopt").asBoolean(false), tree.placeOf(at)));
    }

    private void checkName(JsonPointer at, Lineage lineage, String name) {
        JsonPointer place = at.appendProperty("name");
        if (name.isBlank() || !TokenName.baseOf(name).equals(name)) {
            mistake(
                    place,
                    "\"" + name + "\" has a version suffix, or nothing but blanks.",
                    "Leave the suffix out: Patrol gives each generation its own.");
        }
        Place earlier = seen.putIfAbsent(lineage, tree.placeOf(place));
        if (earlier != null) {
            mistake(place, lineage + " is declared in line " + earlier.line() + " already.", "Leave one of the two.");
        }
        text(at, "secret").filter(given -> !given.equals(lineage.secretName())).ifPresent(given -> {
            mistake(
                    at.appendProperty("secret"),
                    "The secret of " + lineage + " is named " + lineage.secretName() + ", as follows from its name.",
                    "Write that, or leave the field out.");
        });
    }

    private Optional<Declaration> declaration(JsonPointer at) {
        List<String> scopes = texts(at, "scopes");
        if (scopes.isEmpty()) {
            mistake(at, "It is not said what it may do.", "Add scopes, for example scopes: [vso.code].");
        }
        Optional<Schedule> schedule = schedule(at);
        Optional<Duration> overlap = duration(at, "overlap");
        schedule.ifPresent(found -> found.mistake(overlap.orElse(Duration.ZERO))
                .ifPresent(wrong -> mistakes.add(new Mistake(tree.placeOf(at), wrong.what(), wrong.remedy()))));
        if (scopes.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Declaration(
                scopes,
                schedule.get().lifetime(),
                schedule.get().rotateBefore(),
                overlap.orElse(null),
                texts(at, "dependents"),
                text(at, "owner").or(() -> text(DEFAULTS, "owner")).orElse(null),
                text(at, "purpose").orElse(null),
                null));
    }

    /** What is said of the token goes before what is said of all. */
    private Optional<Schedule> schedule(JsonPointer at) {
        JsonPointer where = saysWhen(at) ? at : DEFAULTS;
        boolean inWords = !node(where, "schedule").isMissingNode();
        boolean inParts = !node(where, "lifetime").isMissingNode()
                || !node(where, "rotateBefore").isMissingNode();
        if (inWords && inParts) {
            mistake(
                    where.appendProperty("schedule"),
                    "A schedule says both lifetime and rotateBefore.",
                    "Leave the schedule, or the two.");
            return Optional.empty();
        }
        if (inWords) {
            return text(where, "schedule").map(Schedule::parse);
        }
        Optional<Duration> lifetime = duration(where, "lifetime");
        Optional<Duration> rotateBefore = duration(where, "rotateBefore");
        if (lifetime.isEmpty() || rotateBefore.isEmpty()) {
            if (!inParts
                    || node(where, "lifetime").isMissingNode()
                    || node(where, "rotateBefore").isMissingNode()) {
                mistake(
                        at,
                        "It is not said how often it is rotated and how long it lives.",
                        "Add schedule: every 30 days, valid 45 (or lifetime and rotateBefore), here or in defaults.");
            }
            return Optional.empty();
        }
        return Optional.of(new Schedule(lifetime.get(), rotateBefore.get()));
    }

    private boolean saysWhen(JsonPointer at) {
        return List.of("schedule", "lifetime", "rotateBefore").stream()
                .anyMatch(field -> !node(at, field).isMissingNode());
    }

    private Optional<Duration> duration(JsonPointer at, String field) {
        Optional<String> text = text(at, field);
        JsonPointer place = at.appendProperty(field);
        if (text.isEmpty() && field.equals("overlap")) {
            text = text(DEFAULTS, field);
            place = DEFAULTS.appendProperty(field);
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.parse(text.get());
        if (duration.isEmpty()) {
            mistake(place, field + ": \"" + text.get() + "\" is no duration.", "Write for example 45d, 24h or 30m.");
        }
        return duration;
    }

    private JsonNode node(JsonPointer at, String field) {
        return tree.root().at(at.appendProperty(field));
    }

    private Optional<String> text(JsonPointer at, String field) {
        return textAt(at.appendProperty(field));
    }

    private Optional<String> textAt(JsonPointer at) {
        JsonNode node = tree.root().at(at);
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    private List<String> texts(JsonPointer at, String field) {
        List<String> texts = new ArrayList<>();
        node(at, field).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private void mistake(JsonPointer at, String what, String remedy) {
        Mistake mistake = new Mistake(tree.placeOf(at), what, remedy);
        if (!mistakes.contains(mistake)) {
            mistakes.add(mistake);
        }
    }
}
