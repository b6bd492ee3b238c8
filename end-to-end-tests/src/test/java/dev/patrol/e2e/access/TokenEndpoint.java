package dev.patrol.e2e.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** An identity provider: gives access tokens to clients that show their secret (RFC 6749, 4.4), and its public key (RFC 7517). */
final class TokenEndpoint implements AutoCloseable {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "kafka";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final HttpServer server;
    private final KeyPair key;
    private final Map<String, String> secrets;
    private final String audience;

    private TokenEndpoint(HttpServer server, KeyPair key, Map<String, String> secrets, String audience) {
        this.server = server;
        this.key = key;
        this.secrets = secrets;
        this.audience = audience;
    }

    /**
     * @param secrets of its clients, by their ids
     * @param audience whom its tokens are for
     */
    static TokenEndpoint start(Map<String, String> secrets, String audience)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenEndpoint endpoint = new TokenEndpoint(server, keys.generateKeyPair(), secrets, audience);
        server.createContext("/token", endpoint::giveToken);
        server.createContext("/keys", endpoint::giveKeys);
        server.start();
        return endpoint;
    }

    URI tokens() {
        return address("/token");
    }

    URI keys() {
        return address("/keys");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        Optional<String> client = clientOf(exchange);
        if (client.isPresent()) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                            .formatted(tokenOf(client.get()), LIFE.toSeconds()));
        } else {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        }
    }

    private Optional<String> clientOf(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return secrets.entrySet().stream()
                .filter(client -> basic(client.getKey(), client.getValue()).equals(shown))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    private void giveKeys(HttpExchange exchange) throws IOException {
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        answer(
                exchange,
                200,
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(number(publicKey.getModulus()), number(publicKey.getPublicExponent())));
    }

    private String tokenOf(String client) {
        Instant now = Instant.now();
        String text = part("{\"alg\":\"RS256\",\"kid\":\"1\"}")
                + "."
                + part("{\"sub\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\",\"scope\":\"kafka\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                client,
                                ISSUER,
                                audience,
                                now.getEpochSecond(),
                                now.plus(LIFE).getEpochSecond()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    /** Without the byte that only says that it is positive. */
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
