package dev.patrol.azure.signin;

import dev.patrol.secrets.SecretStoreCheck;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the settings of a sign-in go together, and whether what they name is there. */
public final class SignInCheck {
    private static final String PREFIX = "patrol.azure-devops.sign-in.";

    private SignInCheck() {}

    /** What is wrong, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        return switch (auth(config)) {
            case "entra-user" -> problemsOfUser(config);
            case "pat" ->
                isMissing(config, "patrol.azure-devops.admin-pat")
                        ? List.of(
                                "AZURE_DEVOPS_ADMIN_PAT is not set. With AZURE_DEVOPS_AUTH=pat it should be the personal access"
                                        + " token that Patrol works with.")
                        : List.of();
            default -> List.of();
        };
    }

    /** The same for a program that needs the secret store for nothing else. */
    public static List<String> problemsWithStoreOf(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>(problemsOf(config));
        if (auth(config).equals("entra-user")) {
            problems.addAll(SecretStoreCheck.problemsOf(config));
        }
        return problems;
    }

    private static String auth(SmallRyeConfig config) {
        return config.getOptionalValue(PREFIX + "auth", String.class).orElse("");
    }

    /** What is in the way of a user's sign-in, whatever {@code AZURE_DEVOPS_AUTH} is. */
    public static List<String> problemsOfUser(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>();
        if (isMissing(config, PREFIX + "tenant-id")) {
            problems.add("AZURE_DEVOPS_TENANT_ID is not set. It should be " + SignInSettings.TENANT_EXPECTED + ".");
        }
        if (isMissing(config, PREFIX + "client-id")) {
            problems.add("AZURE_DEVOPS_CLIENT_ID is not set. It should be " + SignInSettings.CLIENT_EXPECTED + ".");
        }
        config.getOptionalValue(PREFIX + "ca-file", Path.class)
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add("AZURE_AUTHORITY_CA_FILE is \"" + file + "\". It should be "
                        + SignInSettings.CA_FILE_EXPECTED + "."));
        return problems;
    }

    private static boolean isMissing(SmallRyeConfig config, String property) {
        return config.getOptionalValue(property, String.class)
                .filter(value -> !value.isBlank())
                .isEmpty();
    }
}
