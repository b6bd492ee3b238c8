package dev.patrol.policies;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.Severity;
import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tokens should be like, and what Patrol does about those that are not. */
@ConfigMapping(prefix = "patrol.policies")
public interface PolicySettings {
    /** Whether the tokens of all users are judged, as far as Patrol may see them, and not only those of its own user. */
    @Setting(expects = "true or false", pattern = "true|false")
    @WithDefault("true")
    boolean allUsers();

    /** Whether what would change a token is only told: each event says what would have been asked for. */
    @Setting(expects = "true or false", pattern = "true|false")
    @WithDefault("true")
    boolean dryRun();

    /** Tokens that may be revoked or shortened at one scan of an organization; with more, none is, and people are asked. */
    @Setting(expects = "a whole number from 0 to 10000", min = 0, max = 10_000)
    @WithDefault("10")
    int mostAtOnce();

    /** How long a token lives on at least that is shortened, so that its dependents can be given another. */
    @Setting(expects = "a duration from 0s to 90d, for example 7d", min = 0, max = 7_776_000_000L)
    @WithDefault("7d")
    Duration shortenGrace();

    /** How long a token may live. */
    @Setting(expects = "a duration from 1d to 366d, for example 90d", min = 86_400_000, max = 31_622_400_000L)
    @WithDefault("90d")
    Duration maximumLifetime();

    /** Scopes that tokens may have; without it all that are not forbidden. */
    @Setting(expects = "scopes with * and ?, separated by commas, for example vso.code,vso.packaging*")
    Optional<List<String>> allowedScopes();

    /** Scopes that no token may have, also where they are allowed. */
    @Setting(expects = "scopes with * and ?, separated by commas, for example vso.tokens,*_manage")
    Optional<List<String>> forbiddenScopes();

    /** Who may have tokens, and may have them created; without it all who are not forbidden. */
    @Setting(expects = "users with * and ?, separated by commas, for example svc-*@contoso.com")
    Optional<List<String>> allowedOwners();

    /** Who may not, also where they are allowed. */
    @Setting(expects = "users with * and ?, separated by commas, for example *@partner.com")
    Optional<List<String>> forbiddenOwners();

    /** Names that tell who answers for a token. */
    @Setting(expects = "names with * and ?, separated by commas, for example payments-*,web-*")
    Optional<List<String>> ownerNames();

    /** From how many networks a token may be used. */
    @Setting(expects = "a whole number from 1 to 1000", min = 1, max = 1000)
    @WithDefault("10")
    int sharedUseNetworks();

    /** By how many kinds of programs a token may be used. */
    @Setting(expects = "a whole number from 1 to 1000", min = 1, max = 1000)
    @WithDefault("3")
    int sharedUseAgents();

    /** Time that is looked at for shared use. */
    @Setting(expects = "a duration from 1d to 30d, for example 7d", min = 86_400_000, max = 2_592_000_000L)
    @WithDefault("7d")
    Duration sharedUseWindow();

    /** Whether secrets that hold tokens are looked at, where the scanner is told where they are kept. */
    @Setting(expects = "true or false", pattern = "true|false")
    @WithDefault("true")
    boolean secrets();

    /** How long before its expiry a secret is told of that no living token renews. */
    @Setting(expects = "a duration from 1d to 90d, for example 7d", min = 86_400_000, max = 7_776_000_000L)
    @WithDefault("7d")
    Duration secretsNotice();

    /** The longest maximum lifespan that Azure DevOps' own policy should set. */
    @Setting(expects = "a duration from 1d to 366d, for example 90d", min = 86_400_000, max = 31_622_400_000L)
    Optional<Duration> organizationMaximumLifespan();

    /** Whether Azure DevOps' own policy should keep anybody from creating tokens with full access. */
    @Setting(expects = "true or false", pattern = "true|false")
    Optional<Boolean> organizationRestrictsFullScope();

    /** Whether Azure DevOps' own policy should keep anybody from creating global tokens. */
    @Setting(expects = "true or false", pattern = "true|false")
    Optional<Boolean> organizationRestrictsGlobalTokens();

    /** Whether Azure DevOps should revoke tokens that it finds in public repositories. */
    @Setting(expects = "true or false", pattern = "true|false")
    Optional<Boolean> organizationRevokesLeakedTokens();

    /** Whether Azure DevOps' own policy should keep anybody from creating tokens. */
    @Setting(expects = "true or false", pattern = "true|false")
    Optional<Boolean> organizationRestrictsCreation();

    /** What is different from the policies' own settings. */
    List<Change> rules();

    /** A policy, and what is different of it. */
    interface Change {
        @Setting(expects = "the name of a policy, as docs/policies.md lists them")
        String policy();

        @Setting(expects = "true or false", pattern = "true|false")
        Optional<Boolean> enabled();

        @Setting(expects = "LOW, MEDIUM, HIGH or CRITICAL")
        Optional<Severity> severity();

        @Setting(expects = "NOTIFY, REVOKE or SHORTEN")
        Optional<PolicyResponse> response();

        @Setting(expects = "names or authorization ids with * and ?, separated by commas, for example deploy-*,lab")
        Optional<List<String>> exceptTokens();

        @Setting(expects = "users with * and ?, separated by commas, for example *@contoso.com")
        Optional<List<String>> exceptOwners();
    }
}
