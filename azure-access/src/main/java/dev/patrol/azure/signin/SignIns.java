package dev.patrol.azure.signin;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.secrets.SecretStore;
import dev.patrol.signin.EntraUserSettings;
import dev.patrol.signin.IdentitySignIn;
import dev.patrol.signin.PatSignIn;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInListener;
import dev.patrol.signin.SignInWay;
import dev.patrol.signin.UserSignIn;
import io.smallrye.config.Secret;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes the sign-in that the settings name. */
public final class SignIns {
    private SignIns() {}

    /**
     * @param pat the personal access token, needed where that is the way
     * @param store where a user's sign-in is kept, opened where that is the way
     */
    public static SignIn open(
            SignInSettings settings,
            Optional<Secret<String>> pat,
            Supplier<SecretStore> store,
            SignInListener listener,
            Clock clock) {
        return switch (wayOf(settings)) {
            case PAT -> new PatSignIn(new TokenValue(pat.orElseThrow().get()));
            case AZURE_IDENTITY -> IdentitySignIn.ofThisProcess(listener, clock);
            case ENTRA_USER ->
                new UserSignIn(user(settings), new SignInInStore(store, settings.secret()), listener, clock);
        };
    }

    private static SignInWay wayOf(SignInSettings settings) {
        return Arrays.stream(SignInWay.values())
                .filter(way -> way.configured().equals(settings.auth()))
                .findFirst()
                .orElseThrow();
    }

    /** How a user signs in; the settings have been checked. */
    public static EntraUserSettings user(SignInSettings settings) {
        return EntraUserSettings.of(
                        settings.tenantId().orElseThrow(), settings.clientId().orElseThrow())
                .withAuthority(settings.authorityHost(), settings.caFile())
                .withPermissions(
                        settings.permissions().stream().map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }
}
