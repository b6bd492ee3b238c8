package dev.patrol.azuredevops;

import dev.patrol.azuredevops.pacing.Time;
import java.net.http.HttpClient;

/**
 * Makes clients for many organizations. They share what holds connections, and with it threads; credential and governor are each
 * client's own.
 */
public final class AzureDevOpsClients {
    private final ClientSettings settings;
    private final HttpClient connections;

    public AzureDevOpsClients(ClientSettings settings) {
        this.settings = settings;
        this.connections = Transport.connections(settings);
    }

    public AzureDevOpsClient to(Endpoints endpoints, Credential credential) {
        return new AzureDevOpsClient(endpoints, credential, settings, Time.steady(), connections);
    }
}
