package dev.patrol.simulator;

import java.net.URI;

/**
 * Where a simulator listens, and what its clients call it.
 *
 * @param host address to listen on
 * @param plainName host in the URLs without TLS
 * @param tlsName host in the URLs with TLS, and in their certificate
 * @param azureDevOpsPort 0 for a free one
 * @param keyVaultPort 0 for a free one
 * @param identityPort 0 for a free one
 * @param authorityPort of the authority with TLS; 0 for a free one
 */
public record Addresses(
        String host,
        String plainName,
        String tlsName,
        int azureDevOpsPort,
        int keyVaultPort,
        int identityPort,
        int authorityPort) {

    /** The loopback address. */
    public static Addresses local(int azureDevOpsPort, int keyVaultPort, int identityPort, int authorityPort) {
        return new Addresses(
                "127.0.0.1", "127.0.0.1", "localhost", azureDevOpsPort, keyVaultPort, identityPort, authorityPort);
    }

    /** Every address of the machine, under a name by which others find it. */
    public static Addresses published(
            String name, int azureDevOpsPort, int keyVaultPort, int identityPort, int authorityPort) {
        return new Addresses("0.0.0.0", name, name, azureDevOpsPort, keyVaultPort, identityPort, authorityPort);
    }

    URI plain(int port, String path) {
        return URI.create("http://" + plainName + ":" + port + path);
    }

    URI encrypted(int port) {
        return URI.create("https://" + tlsName + ":" + port);
    }
}
