package dev.patrol.azure.signin;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azuredevops.Credential;
import dev.patrol.secrets.SecretStore;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInState;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who this process is to Azure DevOps. Organizations with the same service user share one sign-in. */
@ApplicationScoped
public class Credentials {
    private final Map<String, SignIn> byOrganization = new LinkedHashMap<>();

    Credentials(
            SignInSettings settings,
            AzureDevOpsSettings azure,
            Instance<SecretStore> store,
            Publisher publisher,
            Clock clock) {
        Map<Who, List<OrganizationAccess>> users = OrganizationAccess.all(azure, settings).stream()
                .collect(groupingBy(Who::of, LinkedHashMap::new, mapping(access -> access, toList())));
        users.values().forEach(sharing -> {
            List<String> names = sharing.stream().map(OrganizationAccess::name).toList();
            OrganizationAccess one = sharing.get(0);
            SignIn signIn =
                    SignIns.open(one.signIn(), one.adminPat(), store::get, new SignInNews(publisher, names), clock);
            names.forEach(name -> byOrganization.put(name, signIn));
        });
    }

    /** What calls of an organization show. */
    public Credential of(String organization) {
        return signInOf(organization).credential();
    }

    /** The sign-in that calls of an organization are made with. */
    public SignIn signInOf(String organization) {
        return byOrganization.get(organization);
    }

    /** How it stands with the sign-in of each organization; also has tokens renewed where that is due. */
    Map<String, SignInState> states() {
        Map<String, SignInState> states = new LinkedHashMap<>();
        byOrganization.forEach((organization, signIn) -> states.put(organization, signIn.state()));
        return states;
    }

    @PreDestroy
    void close() {
        byOrganization.values().stream().distinct().forEach(SignIn::close);
    }

    /** What makes two organizations' sign-ins the same one. */
    private record Who(
            String auth, Optional<String> pat, Optional<String> tenant, Optional<String> client, String secret) {
        static Who of(OrganizationAccess access) {
            SignInSettings signIn = access.signIn();
            return new Who(
                    signIn.auth(),
                    access.adminPat().map(pat -> pat.get()),
                    signIn.tenantId(),
                    signIn.clientId(),
                    signIn.secret());
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }
}
