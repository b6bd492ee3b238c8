package dev.patrol.simulator;

import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;

/** HTTP clients for tests. */
public final class HttpClients {

    private HttpClients() {}

    public static HttpClient http11(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }
}
