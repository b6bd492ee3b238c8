package dev.patrol.cli.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.token.Lineage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A plan as static analysis results (SARIF 2.1.0, OASIS), which code hosts show beside the line of the file: an error for each token
 * that is not as declared, a note, or an error where that counts, for each that is not declared.
 */
final class SarifReport implements ReportFiles.Report {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String UNDECLARED = "undeclared";

    private final Plan plan;
    private final Path file;
    private final boolean isUndeclaredDrift;

    SarifReport(Plan plan, Path file, boolean isUndeclaredDrift) {
        this.plan = plan;
        this.file = file;
        this.isUndeclaredDrift = isUndeclaredDrift;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write((Json.text(json()) + "\n").getBytes(UTF_8));
    }

    private ObjectNode json() {
        ObjectNode sarif = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = sarif.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "patrol");
        ArrayNode rules = driver.putArray("rules");
        Stream.concat(
                        Arrays.stream(Kind.values())
                                .filter(kind -> kind != Kind.UNTOUCHED)
                                .map(Kind::word),
                        Stream.of(UNDECLARED))
                .forEach(word -> rules.addObject()
                        .put("id", word)
                        .putObject("shortDescription")
                        .put("text", aboutOf(word)));
        ArrayNode results = run.putArray("results");
        plan.changes().stream()
                .filter(change -> change.kind() != Kind.UNTOUCHED)
                .forEach(change -> results.add(result(
                        change.kind().word(),
                        "error",
                        change.sentence(),
                        change.token().lineage(),
                        change.token().place().line(),
                        change.token().place().column())));
        plan.undeclared()
                .forEach(lineage -> results.add(result(
                        UNDECLARED,
                        isUndeclaredDrift ? "error" : "note",
                        lineage.lineage() + " is there and not declared; nobody touches it.",
                        lineage.lineage(),
                        1,
                        1)));
        return sarif;
    }

    private ObjectNode result(String rule, String level, String sentence, Lineage lineage, int line, int column) {
        ObjectNode result = Json.object().put("ruleId", rule).put("level", level);
        result.putObject("message").put("text", sentence);
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri());
        place.putObject("region").put("startLine", line).put("startColumn", column);
        // By this a code host knows the same finding again when lines have moved.
        result.putObject("partialFingerprints").put("lineage/v1", lineage.secretName() + "/" + rule);
        return result;
    }

    /** Relative to where the call was made, as the code host has it; else as it is. */
    private String uri() {
        if (file.isAbsolute()) {
            return file.toUri().toString();
        }
        Path folder = Path.of("").toAbsolutePath();
        return folder.toUri().relativize(folder.resolve(file).toUri()).toString();
    }

    private static String aboutOf(String word) {
        return switch (word) {
            case "create" -> "A declared token is not there.";
            case "adopt" -> "A token that Patrol did not make is to be replaced by one of its own.";
            case "rescope" -> "A token has other rights than declared.";
            case "rotate" -> "A token lives longer than declared.";
            case "update" -> "A token is to be looked after in another way.";
            case "revoke" -> "A token lives that is to be dead.";
            case "release" -> "A token is declared that is not to be any more.";
            case "blocked" -> "A token is not as declared, and a person has to do something first.";
            default -> "A token is there that nobody has declared.";
        };
    }
}
