package dev.patrol.secrets;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Locale;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Refuses pages, which a proxy answers with. The SDK takes one for an empty list, and one at 404 for a secret that is not
 * there: both would be believed.
 */
final class NoPages implements HttpPipelinePolicy {
    private static final int SUCCESSES = 200;
    private static final int REDIRECTS = 300;
    private static final int NOT_FOUND = 404;

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        return next.process().map(NoPages::checked);
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
        return checked(next.processSync());
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    private static HttpResponse checked(HttpResponse response) {
        int status = response.getStatusCode();
        boolean wouldBeBelieved = status >= SUCCESSES && status < REDIRECTS || status == NOT_FOUND;
        boolean isPage = Optional.ofNullable(response.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE))
                .filter(type -> !type.toLowerCase(Locale.ROOT).contains("json"))
                .isPresent();
        if (wouldBeBelieved && isPage) {
            String host = response.getRequest().getUrl().getHost();
            response.close();
            throw new SecretStoreException.Unavailable(
                    host + " answered " + status + " with a page, which no vault does.",
                    "If that goes on, check KEY_VAULT_URL and the proxy.");
        }
        return response;
    }
}
