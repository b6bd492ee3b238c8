package dev.patrol.local.run;

import java.net.URI;
import java.util.List;

/** A running stack, for other programs: {@code stack.json} in the run directory, and {@code /api/stack}. */
public record StackDescription(
        long pid,
        URI page,
        String organization,
        URI azureDevOps,
        URI keyVault,
        String keyVaultCertificate,
        String kafka,
        String smtp,
        List<Service> services) {

    /** A service as a process. */
    public record Service(String name, URI url, long pid, String log) {}
}
