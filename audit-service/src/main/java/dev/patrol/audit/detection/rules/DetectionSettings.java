package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Strength;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What is suspicious, and what Patrol does about it by itself. */
@ConfigMapping(prefix = "patrol.detection")
public interface DetectionSettings {
    /** Whether findings are only told: each event says what would have been done. */
    @Setting(expects = "true or false", pattern = "true|false")
    @WithDefault("false")
    boolean dryRun();

    /** Automatic revocations in any hour and organization; beyond it people are asked. */
    @Setting(expects = "a whole number from 0 to 10000", min = 0, max = 10_000)
    @WithDefault("20")
    int revocationsPerHour();

    /** Repeats of one rule on one token within this time are one incident. */
    @Setting(expects = "a duration from 1m to 1d, for example 1h", min = 60_000, max = 86_400_000)
    @WithDefault("1h")
    Duration incidentWindow();

    /** Weak rules add up within this time. */
    @Setting(expects = "a duration from 1m to 1d, for example 1h", min = 60_000, max = 86_400_000)
    @WithDefault("1h")
    Duration sumWindow();

    /** How long a lineage has to be watched before weak rules may add up to a revocation. */
    @Setting(expects = "a duration up to 90d, for example 14d", min = 0, max = 7_776_000_000L)
    @WithDefault("14d")
    Duration learning();

    /** Mail addresses, names or ids of the users that Patrol acts as; what they do to tokens raises nothing. */
    @Setting(expects = "users separated by commas, for example patrol@contoso.com")
    Optional<List<String>> ownUsers();

    /** Tokens that Patrol signs in with: never revoked by itself, and no weak rule is asked about them. */
    @Setting(expects = "names or authorization ids with * and ?, separated by commas, for example patrol-admin")
    Optional<List<String>> ownTokens();

    /** Networks that tokens may be used from. */
    @Setting(expects = "networks separated by commas, for example 192.0.2.0/24,2001:db8::/32")
    Optional<List<String>> allowedNetworks();

    /** Networks of some tokens, in place of those for all. */
    List<TokenNetworks> tokenNetworks();

    /** First minute of the hours in which tokens are expected to be used. */
    @Setting(expects = "a time of day, for example 06:00")
    @WithDefault("06:00")
    LocalTime hoursFrom();

    /** First minute after them. */
    @Setting(expects = "a time of day, for example 22:00")
    @WithDefault("22:00")
    LocalTime hoursTo();

    /** Days on which tokens are expected to be used. */
    @Setting(expects = "days separated by commas, for example MONDAY,TUESDAY")
    @WithDefault("MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY")
    List<DayOfWeek> days();

    /** Time zone of the hours and days. */
    @Setting(expects = "a time zone, for example Europe/Zurich")
    @WithDefault("UTC")
    ZoneId zone();

    /** Where the detector keeps its stores; what is lost with it is read again from the broker. One for each process. */
    @Setting(expects = "a directory that only this process uses")
    String stateDirectory();

    /** What is different from the rules' own settings. */
    List<RuleChange> rules();

    /** Where the tokens of a name may be used. */
    interface TokenNetworks {
        @Setting(expects = "a name with * and ?, for example deploy-*")
        String tokens();

        @Setting(expects = "networks separated by commas, for example 192.0.2.0/24,2001:db8::/32")
        List<String> networks();
    }

    /** A rule, and what is different of it. */
    interface RuleChange {
        @Setting(expects = "the name of a rule, as docs/detections.md lists them")
        String rule();

        @Setting(expects = "true or false", pattern = "true|false")
        Optional<Boolean> enabled();

        @Setting(expects = "WEAK or STRONG")
        Optional<Strength> strength();

        @Setting(expects = "LOW, MEDIUM, HIGH or CRITICAL")
        Optional<Severity> severity();

        @Setting(expects = "NOTIFY, REVOKE or ROTATE")
        Optional<Response> response();

        @Setting(expects = "a whole number from 1 to 100", min = 1, max = 100)
        Optional<Integer> threshold();

        @Setting(expects = "a duration, for example 10m or 60d", min = 1)
        Optional<Duration> window();

        @Setting(expects = "names with * and ?, separated by commas, for example deploy-*,lab")
        Optional<List<String>> exceptTokens();

        @Setting(expects = "users with * and ?, separated by commas, for example *@contoso.com")
        Optional<List<String>> exceptUsers();

        @Setting(expects = "networks separated by commas, for example 192.0.2.0/24")
        Optional<List<String>> exceptNetworks();
    }
}
