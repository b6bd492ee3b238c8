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
import java.util.Base64;

/** An identity provider: gives access tokens to clients that show their secret (RFC 6749, 4.4), and its public key (RFC 7517). */
final class TokenEndpoint implements AutoCloseable {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "kafka";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final HttpServer server;
    private final KeyPair key;
    private final String clientId;
    private final String secret;

    private TokenEndpoint(HttpServer server, KeyPair key, String clientId, String secret) {
        this.server = server;
        this.key = key;
        this.clientId = clientId;
        this.secret = secret;
    }

    /** Knows one client. */
    static TokenEndpoint start(String clientId, String secret) throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenEndpoint endpoint = new TokenEndpoint(server, keys.generateKeyPair(), clientId, secret);
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
        String wanted = "Basic " + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
        if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                            .formatted(token(), LIFE.toSeconds()));
        } else {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        }
    }

    private void giveKeys(HttpExchange exchange) throws IOException {
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        answer(
                exchange,
                200,
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(number(publicKey.getModulus()), number(publicKey.getPublicExponent())));
    }

    private String token() {
        Instant now = Instant.now();
        String text = part("{\"alg\":\"RS256\",\"kid\":\"1\"}")
                + "."
                + part("{\"sub\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\",\"scope\":\"kafka\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                clientId,
                                ISSUER,
                                AUDIENCE,
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
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
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
