package dev.patrol.azure;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.Exchanges;
import dev.patrol.service.telemetry.HttpCall;
import java.net.URI;

/** A span for each request to Azure DevOps. It tells the address without query, and neither headers nor bodies. */
final class TracedExchanges implements Exchanges {
    @Override
    public Exchange begun(String method, URI address, String organization) {
        HttpCall call = HttpCall.begun(method, address);
        return new Exchange() {
            @Override
            public void answered(int status) {
                call.answered(status);
            }

            @Override
            public void failed(AzureDevOpsException failure) {
                call.failed(failure);
            }
        };
    }
}
