package dev.patrol.azure;

import dev.patrol.azuredevops.AzureDevOpsClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The organizations that are looked after, each with a client of its own, so that one that is away or throttled has no part in
 * how the others are reached. Names are in lower case, as in every event.
 */
public final class Organizations {
    private final Map<String, AzureDevOpsClient> clients;

    /** In the order in which they are named. */
    public Organizations(Map<String, AzureDevOpsClient> clients) {
        this.clients = new LinkedHashMap<>(clients);
    }

    public List<String> names() {
        return List.copyOf(clients.keySet());
    }

    /** The client for an organization; empty for one that is not looked after. */
    public Optional<AzureDevOpsClient> client(String organization) {
        return Optional.ofNullable(clients.get(organization));
    }
}
