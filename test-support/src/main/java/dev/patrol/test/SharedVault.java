package dev.patrol.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Organizations of which all have their secrets in one vault, but for one, whose own vault is away. */
public final class SharedVault implements QuarkusTestResourceLifecycleManager {
    public static final List<String> SHARING = List.of("fabrikam", "contoso", "northwind");
    public static final String APART = "adatum";

    private final AzureResource azure = AzureResource.of(SHARING.get(0), SHARING.get(1), SHARING.get(2), APART);

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(azure.start());
        // The same vault, said in another way.
        settings.put("patrol.azure-devops.per-organization[0].name", SHARING.get(1));
        settings.put("patrol.azure-devops.per-organization[0].key-vault-url", settings.get("KEY_VAULT_URL") + "/");
        settings.put("patrol.azure-devops.per-organization[1].name", APART);
        settings.put("patrol.azure-devops.per-organization[1].key-vault-url", "https://127.0.0.1:" + closedPort());
        settings.put("patrol.key-vault.retries", "0");
        return settings;
    }

    @Override
    public void stop() {
        azure.stop();
    }

    private static int closedPort() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
