package dev.patrol.cli.options;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.settings.Settings;
import dev.patrol.model.TokenFilter;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which tokens of an organization are meant: those that fit all that is given. */
public final class FilterOptions {
    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Whose tokens. Default: the one that AZURE_DEVOPS_ORG names, if it is one.")
    private String organization;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "Only tokens that have this scope.")
    private String scope;

    @Option(
            names = "--created-before",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only tokens made before this, in UTC, for example 2026-11-23T08:00:00Z.")
    private Instant createdBefore;

    /**
     * @param name glob over display names; null for any
     * @param owner whose tokens; null for everybody's
     */
    public TokenFilter filter(String name, String owner, Settings settings) {
        String whose = Optional.ofNullable(organization)
                .or(() -> TokenOptions.onlyOrganization(settings))
                .orElseThrow(() -> CallFailed.wrongCall("Of which organization? Say --organization."));
        return new TokenFilter(whose, name, scope, owner, createdBefore);
    }
}
