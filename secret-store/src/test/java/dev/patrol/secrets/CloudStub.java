package dev.patrol.secrets;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers in place of a vault at a host that can't be had here: by a challenge first, and then that there is no such secret.
 */
final class CloudStub implements HttpClient {
    private static final String NOT_FOUND = "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"No such secret.\"}}";

    private final String authority;
    private final String resource;

    CloudStub(String authority, String resource) {
        this.authority = authority;
        this.resource = resource;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        boolean signedIn = request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION) != null;
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
        if (!signedIn) {
            headers.set(
                    HttpHeaderName.WWW_AUTHENTICATE,
                    "Bearer authorization=\"" + authority + "/tenant\", resource=\"" + resource + "\"");
        }
        return Mono.just(new Answer(request, signedIn ? 404 : 401, headers, signedIn ? NOT_FOUND : ""));
    }

    private static final class Answer extends HttpResponse {
        private final int status;
        private final HttpHeaders headers;
        private final byte[] body;

        private Answer(HttpRequest request, int status, HttpHeaders headers, String body) {
            super(request);
            this.status = status;
            this.headers = headers;
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(body));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(body);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(body, charset));
        }
    }
}
