package dev.patrol.rotator.rotation;

import dev.patrol.test.AzureResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** The usual organization, and beside it one whose Azure DevOps takes connections and never answers. */
public final class HangingNeighbour implements QuarkusTestResourceLifecycleManager {
    static final String NAME = "hanging";

    private final AzureResource azure = new AzureResource();
    private ServerSocket silent;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(azure.start());
        try {
            silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("AZURE_DEVOPS_ORG", settings.get("AZURE_DEVOPS_ORG") + "," + NAME);
        settings.put("patrol.azure-devops.per-organization[0].name", NAME);
        settings.put("patrol.azure-devops.per-organization[0].url", "http://127.0.0.1:" + silent.getLocalPort());
        return settings;
    }

    @Override
    public void stop() {
        azure.stop();
        try {
            if (silent != null) {
                silent.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
