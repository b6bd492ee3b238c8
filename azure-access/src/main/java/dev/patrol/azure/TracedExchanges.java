package dev.patrol.azure;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.Exchanges;
import dev.patrol.service.telemetry.HttpCall;
import java.net.URI;

/** A span for each request to Azure DevOps, which another listener hears of too. It tells neither query nor headers nor bodies. */
final class TracedExchanges implements Exchanges {
    private final Exchanges other;

    TracedExchanges(Exchanges other) {
        this.other = other;
    }

    @Override
    public Exchange begun(String method, URI address, String organization) {
        HttpCall call = HttpCall.begun(method, address);
        Exchange heard = other.begun(method, address, organization);
        return new Exchange() {
            @Override
            public void answered(int status) {
                call.answered(status);
                heard.answered(status);
            }

            @Override
            public void failed(AzureDevOpsException failure) {
                call.failed(failure);
                heard.failed(failure);
            }
        };
    }
}
