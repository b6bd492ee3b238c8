package dev.patrol.simulator.pats;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes that Azure DevOps knows (the table of its documentation on OAuth scopes). */
public final class PatScopes {

    /** Full access. */
    public static final String FULL = "app_token";

    private static final Set<String> KNOWN = Stream.of(
                    FULL,
                    "vso.advsec vso.advsec_write vso.advsec_manage",
                    "vso.agentpools vso.agentpools_manage vso.environment_manage vso.machinegroup_manage",
                    "vso.analytics vso.auditlog vso.auditstreams_manage",
                    "vso.build vso.build_execute",
                    "vso.code vso.code_write vso.code_manage vso.code_full vso.code_status",
                    "vso.connected_server",
                    "vso.entitlements vso.memberentitlementmanagement vso.memberentitlementmanagement_write",
                    "vso.extension vso.extension_manage vso.extension.data vso.extension.data_write",
                    "vso.githubconnections vso.githubconnections_manage",
                    "vso.graph vso.graph_manage vso.identity vso.identity_manage",
                    "vso.gallery vso.gallery_acquire vso.gallery_publish vso.gallery_manage",
                    "vso.notification vso.notification_write vso.notification_manage vso.notification_diagnostics",
                    "vso.packaging vso.packaging_write vso.packaging_manage",
                    "vso.pipelineresources_use vso.pipelineresources_manage",
                    "vso.project vso.project_write vso.project_manage",
                    "vso.release vso.release_execute vso.release_manage",
                    "vso.securefiles_read vso.securefiles_write vso.securefiles_manage",
                    "vso.security_manage",
                    "vso.serviceendpoint vso.serviceendpoint_query vso.serviceendpoint_manage",
                    "vso.hooks vso.hooks_write vso.hooks_interact",
                    "vso.settings vso.settings_write vso.symbols vso.symbols_write vso.symbols_manage",
                    "vso.taskgroups_read vso.taskgroups_write vso.taskgroups_manage",
                    "vso.dashboards vso.dashboards_manage vso.test vso.test_write",
                    "vso.threads_full",
                    "vso.tokens vso.tokenadministration vso.pats vso.pats_manage",
                    "vso.profile vso.profile_write",
                    "vso.variablegroups_read vso.variablegroups_write vso.variablegroups_manage",
                    "vso.wiki vso.wiki_write vso.work vso.work_write vso.work_full",
                    "vso.loadtest vso.loadtest_write vso.governance")
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private PatScopes() {}

    public static Set<String> split(String scope) {
        return Arrays.stream(scope.trim().split("\\s+"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether there is at least one scope and all are known. */
    public static boolean valid(String scope) {
        Set<String> parts = split(scope);
        return !parts.isEmpty() && KNOWN.containsAll(parts);
    }

    /**
     * Whether a token of the granted scopes may do what needs one scope: full access, the scope itself, or a wider
     * one of its family ({@code _full}, {@code _manage}, {@code _write} or {@code _execute} include reading).
     */
    public static boolean allow(Set<String> granted, String needed) {
        return granted.contains(FULL)
                || granted.stream().anyMatch(scope -> scope.equals(needed) || scope.startsWith(needed + "_"));
    }
}
