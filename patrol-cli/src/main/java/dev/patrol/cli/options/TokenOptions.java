package dev.patrol.cli.options;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.inventory.Inventory;
import dev.patrol.cli.inventory.Lineages;
import dev.patrol.cli.inventory.TokenReference;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.settings.Settings;
import dev.patrol.model.TokenSelector;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which one token is meant. */
public final class TokenOptions {
    /** Exactly one of them. */
    static final class Choice {
        @Parameters(
                paramLabel = "TOKEN",
                arity = "1",
                description =
                        "The token, looked for among those that the last scan saw: its display name with or without"
                                + " version suffix, its secret's name, or its authorization id or the first eight characters of it.")
        private String token;

        @Option(
                names = "--id",
                paramLabel = "UUID",
                description = "Its authorization id, whether or not a scan has seen it.")
        private UUID id;

        @Option(
                names = "--secret-name",
                paramLabel = "NAME",
                description = "Its secret's name, whether or not a scan has seen it.")
        private String secretName;

        @Option(
                names = "--display-name",
                paramLabel = "NAME",
                description = "Its display name, whether or not a scan has seen it.")
        private String displayName;
    }

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Whose token it is. Default: the one that AZURE_DEVOPS_ORG names, if it is one.")
    private String organization;

    /** @throws CallFailed where no token is meant, or more than one */
    public TokenSelector selector(Topics topics, Settings settings) {
        if (choice.token != null) {
            return new Lineages(new Inventory(topics))
                    .selector(new TokenReference(choice.token, Optional.ofNullable(organization)));
        }
        String whose = Optional.ofNullable(organization)
                .or(() -> onlyOrganization(settings))
                .orElseThrow(() -> CallFailed.wrongCall("Whose token is it? Say --organization."));
        if (choice.id != null) {
            return TokenSelector.byAuthorizationId(whose, choice.id);
        }
        return choice.secretName != null
                ? TokenSelector.bySecretName(whose, choice.secretName)
                : TokenSelector.byDisplayName(whose, choice.displayName);
    }

    /** The organization that is looked after, where that is just one. */
    public static Optional<String> onlyOrganization(Settings settings) {
        List<String> names = settings.config()
                .getOptionalValues("patrol.azure-devops.organizations", String.class)
                .orElse(List.of());
        return names.size() == 1 ? Optional.of(names.get(0).strip()) : Optional.empty();
    }
}
