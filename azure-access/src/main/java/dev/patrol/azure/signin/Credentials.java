package dev.patrol.azure.signin;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.secrets.SecretStore;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInState;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;

/** Who this process is to Azure DevOps. */
@ApplicationScoped
public class Credentials {
    private final SignIn signIn;

    Credentials(
            SignInSettings settings,
            AzureDevOpsSettings azure,
            Instance<SecretStore> store,
            Publisher publisher,
            Clock clock) {
        this.signIn = SignIns.open(
                settings,
                azure.adminPat(),
                store::get,
                new SignInNews(publisher, List.of(azure.organization())),
                clock);
    }

    /** What calls of an organization show. */
    public Credential of(String organization) {
        return signIn.credential();
    }

    /** The sign-in that calls of an organization are made with. */
    public SignIn signInOf(String organization) {
        return signIn;
    }

    /** How it stands with the sign-in; also has a token renewed where that is due. */
    public SignInState state() {
        return signIn.state();
    }

    @PreDestroy
    void close() {
        signIn.close();
    }
}
