package dev.patrol.azuredevops;

import java.net.URI;

/**
 * Where Azure DevOps is.
 *
 * @param service tokens, token administration, graph and connection data
 * @param audit the audit log
 */
public record Endpoints(URI service, URI audit) {
    public static final Endpoints AZURE =
            new Endpoints(URI.create("https://vssps.dev.azure.com"), URI.create("https://auditservice.dev.azure.com"));
}
