package dev.patrol.cli.declared;

import dev.patrol.cli.declared.file.TokensFile;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.TokenOptions;
import dev.patrol.cli.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is compared with what there is. */
final class DeclaredOptions {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "tokens.yaml",
            description = "The file that the tokens are declared in. Default: ${DEFAULT-VALUE}.")
    private Path file;

    @Option(
            names = "--adopt",
            description =
                    "Living tokens of declared names that Patrol did not make may be replaced, as if each had adopt: true.")
    private boolean adopt;

    @Option(
            names = "--secrets",
            description =
                    "Looks, too, whether the secret store holds each token. It takes the right to list secrets; no"
                            + " value is read.")
    private boolean secrets;

    Path file() {
        return file;
    }

    /** What the file declares; before anything is asked of a broker, since a mistake in it is told at once. */
    List<DeclaredToken> declared(Settings settings) {
        return TokensFile.read(file, TokenOptions.onlyOrganization(settings));
    }

    Plan plan(List<DeclaredToken> declared, Settings settings, Topics topics, Clock clock) {
        Set<String> organizations =
                declared.stream().map(token -> token.lineage().organization()).collect(Collectors.toSet());
        Optional<HeldTokens> held = secrets ? Optional.of(HeldTokens.read(settings, organizations)) : Optional.empty();
        return new Planner(adopt, held, clock.instant()).plan(declared, RealTokens.read(topics, clock, organizations));
    }
}
