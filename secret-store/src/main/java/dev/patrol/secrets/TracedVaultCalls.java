package dev.patrol.secrets;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.patrol.service.telemetry.HttpCall;
import java.net.URI;
import reactor.core.publisher.Mono;

/** A span for each request to a vault. It tells the address without query, and neither headers nor bodies. */
final class TracedVaultCalls implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpCall traced = begun(call.getHttpRequest());
            return next.process()
                    .doOnNext(response -> traced.answered(response.getStatusCode()))
                    .doOnError(traced::failed);
        });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
        HttpCall traced = begun(call.getHttpRequest());
        try {
            HttpResponse response = next.processSync();
            traced.answered(response.getStatusCode());
            return response;
        } catch (RuntimeException failure) {
            traced.failed(failure);
            throw failure;
        }
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    private static HttpCall begun(HttpRequest request) {
        return HttpCall.begun(
                request.getHttpMethod().name(), URI.create(request.getUrl().toString()));
    }
}
