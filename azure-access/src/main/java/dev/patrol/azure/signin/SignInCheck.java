package dev.patrol.azure.signin;

import dev.patrol.secrets.SecretStoreCheck;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.settings.Groups;
import dev.patrol.signin.AuthorityTls;
import dev.patrol.signin.EntraUserSettings;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the settings of organizations and of their sign-ins go together, and whether what they name is there. */
public final class SignInCheck {
    private static final String ALL = "patrol.azure-devops.sign-in.";
    private static final String ORGANIZATIONS = "patrol.azure-devops.organizations";
    private static final String PAT = "patrol.azure-devops.admin-pat";
    private static final String GROUPS = "patrol.azure-devops.per-organization";
    private static final String USER = "entra-user";
    /** Said by the services that list, create or revoke tokens. */
    static final String MANAGES_TOKENS = "patrol.service.manages-tokens";

    private final SmallRyeConfig config;
    private final Set<String> problems = new LinkedHashSet<>();

    private SignInCheck(SmallRyeConfig config) {
        this.config = config;
    }

    /** What is wrong, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        SignInCheck check = new SignInCheck(config);
        Set<String> names = check.names();
        Map<String, String> groups = check.groups(names);
        names.forEach(name -> check.look(Optional.ofNullable(groups.get(name))));
        return List.copyOf(check.problems);
    }

    /** The same for a program that needs the secret store for nothing else. */
    public static List<String> problemsWithStoreOf(SmallRyeConfig config) {
        List<String> found = new ArrayList<>(problemsOf(config));
        if (new SignInCheck(config).signsInAsUser()) {
            found.addAll(SecretStoreCheck.problemsOf(config));
        }
        return found;
    }

    /** What is in the way of a user's sign-in, whatever {@code AZURE_DEVOPS_AUTH} is. */
    public static List<String> problemsOfUser(SmallRyeConfig config) {
        SignInCheck check = new SignInCheck(config);
        check.lookAtUser(Optional.empty());
        return List.copyOf(check.problems);
    }

    /** What is in the way of reaching the authority. */
    public static List<String> problemsOfAuthority(SmallRyeConfig config) {
        SignInCheck check = new SignInCheck(config);
        check.lookAtAuthority();
        return List.copyOf(check.problems);
    }

    /** What is wrong with the permissions that a user's sign-in is asked for, where it is to manage tokens. */
    public static Optional<String> problemOfPermissions(Collection<String> permissions) {
        return permissions.stream().map(String::strip).toList().containsAll(EntraUserSettings.MANAGE_TOKENS)
                ? Optional.empty()
                : Optional.of("AZURE_DEVOPS_PERMISSIONS is \"" + String.join(",", permissions)
                        + "\". It should have vso.pats and vso.pats_manage: the PAT lifecycle API wants both for every"
                        + " call.");
    }

    private boolean signsInAsUser() {
        Map<String, String> groups = groups(names());
        return names().stream().anyMatch(name -> way(Optional.ofNullable(groups.get(name)))
                .filter(USER::equals)
                .isPresent());
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : config.getOptionalValues(ORGANIZATIONS, String.class).orElse(List.of())) {
            if (!names.add(name.strip().toLowerCase(Locale.ROOT))) {
                problems.add("AZURE_DEVOPS_ORG names \"" + name.strip()
                        + "\" twice. It should name each organization once.");
            }
        }
        return names;
    }

    /** The beginnings of the properties that are for one organization only, by its name. */
    private Map<String, String> groups(Set<String> names) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (int index : Groups.indexesOf(config, GROUPS)) {
            String prefix = GROUPS + "[" + index + "].";
            Optional<String> name = config.getOptionalValue(prefix + "name", String.class);
            if (name.isEmpty()) {
                // Said by the check of each setting by itself.
                continue;
            }
            String known = name.get().toLowerCase(Locale.ROOT);
            String variable = Groups.variableOf(prefix + "name");
            if (!names.contains(known)) {
                problems.add(variable + " is \"" + name.get()
                        + "\". It should be the name of an organization that AZURE_DEVOPS_ORG names.");
            } else if (groups.put(known, prefix) != null) {
                problems.add(variable + " is \"" + name.get() + "\", and so is another. Each should be there once.");
            }
            lookAtVault(prefix);
        }
        return groups;
    }

    private void lookAtVault(String prefix) {
        boolean isFile = config.getOptionalValue("patrol.secret-store.kind", String.class)
                .filter(SecretStoreSettings.FILE::equals)
                .isPresent();
        if (isFile && !isMissing(prefix + "key-vault-url")) {
            problems.add(Groups.variableOf(prefix + "key-vault-url")
                    + " is set, but with SECRET_STORE=file there is no vault. It should not be set.");
        }
    }

    private void look(Optional<String> group) {
        String way = way(group).orElse("");
        if (way.equals(USER)) {
            lookAtUser(group);
            lookAtPermissions();
        } else if (way.equals("pat") && isMissing(PAT) && isMissing(group, "admin-pat")) {
            problems.add(
                    "AZURE_DEVOPS_ADMIN_PAT is not set. With AZURE_DEVOPS_AUTH=pat it should be the personal access token"
                            + " that Patrol works with.");
        }
    }

    private Optional<String> way(Optional<String> group) {
        return group.flatMap(prefix -> config.getOptionalValue(prefix + "auth", String.class))
                .or(() -> config.getOptionalValue(ALL + "auth", String.class));
    }

    private void lookAtUser(Optional<String> group) {
        if (isMissing(ALL + "tenant-id") && isMissing(group, "tenant-id")) {
            problems.add("AZURE_DEVOPS_TENANT_ID is not set. It should be " + SignInSettings.TENANT_EXPECTED + ".");
        }
        if (isMissing(ALL + "client-id") && isMissing(group, "client-id")) {
            problems.add("AZURE_DEVOPS_CLIENT_ID is not set. It should be " + SignInSettings.CLIENT_EXPECTED + ".");
        }
        lookAtAuthority();
    }

    private void lookAtAuthority() {
        config.getOptionalValue(ALL + "ca-file", Path.class)
                .filter(file -> !AuthorityTls.canTrust(file))
                .ifPresent(file -> problems.add("AZURE_AUTHORITY_CA_FILE is \"" + file + "\". It should be "
                        + SignInSettings.CA_FILE_EXPECTED + "."));
    }

    private void lookAtPermissions() {
        if (config.getOptionalValue(MANAGES_TOKENS, Boolean.class).orElse(false)) {
            problemOfPermissions(config.getValues(ALL + "permissions", String.class))
                    .ifPresent(problems::add);
        }
    }

    private boolean isMissing(Optional<String> group, String property) {
        return group.map(prefix -> isMissing(prefix + property)).orElse(true);
    }

    private boolean isMissing(String property) {
        return config.getOptionalValue(property, String.class)
                .filter(value -> !value.isBlank())
                .isEmpty();
    }
}
