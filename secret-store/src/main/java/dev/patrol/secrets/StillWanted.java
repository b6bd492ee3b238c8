package dev.patrol.secrets;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** Asks before each try of a call whether it is still wanted: the SDK repeats a call for minutes. */
final class StillWanted implements HttpPipelinePolicy {
    private static final String KEY = StillWanted.class.getName();

    static Context context(BooleanSupplier isStillWanted) {
        return new Context(KEY, isStillWanted);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            require(call);
            return next.process();
        });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
        require(call);
        return next.processSync();
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    private static void require(HttpPipelineCallContext call) {
        boolean withdrawn = call.getData(KEY)
                .filter(isStillWanted -> !((BooleanSupplier) isStillWanted).getAsBoolean())
                .isPresent();
        if (withdrawn) {
            throw new SecretStoreException.Withdrawn("A call of the vault was withdrawn before it was made.");
        }
    }
}
