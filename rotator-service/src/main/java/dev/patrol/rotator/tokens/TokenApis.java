package dev.patrol.rotator.tokens;

import dev.patrol.azure.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.context.ManagedExecutor;

/** The calls of each organization. What one has to wait for, the others do not. */
@ApplicationScoped
public class TokenApis {
    private final Map<String, TokenApi> apis = new LinkedHashMap<>();

    TokenApis(Organizations organizations, TokenApiSettings settings, Clock clock, ManagedExecutor executor) {
        organizations
                .names()
                .forEach(name -> apis.put(
                        name, new TokenApi(organizations.client(name).orElseThrow(), name, settings, clock, executor)));
    }

    /** @throws IllegalArgumentException for an organization that is not looked after */
    public TokenApi of(String organization) {
        TokenApi api = apis.get(organization);
        if (api == null) {
            throw new IllegalArgumentException("The organization " + organization + " is not looked after");
        }
        return api;
    }

    public List<TokenApi> all() {
        return List.copyOf(apis.values());
    }
}
