package dev.patrol.simulator.identity;

import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.tenant.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells a client who signed in. The signature is a recognizable stand-in: clients of this flow do not check it. */
final class IdTokens {

    private static final Duration LIFE = Duration.ofHours(1);

    private final String tenant;

    IdTokens(String tenant) {
        this.tenant = tenant;
    }

    String idToken(User user, String clientId, String issuer, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", clientId);
        claims.put("iss", issuer);
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("name", user.displayName());
        claims.put("preferred_username", user.principalName());
        claims.put("oid", user.id().toString());
        claims.put("sub", user.id().toString());
        claims.put("tid", tenant);
        claims.put("ver", "2.0");
        return part(Map.of("typ", "JWT", "alg", "RS256", "kid", "simulated")) + "." + part(claims) + "."
                + IssuedValue.of("id").reveal();
    }

    String clientInfo(User user) {
        return part(Map.of("uid", user.id().toString(), "utid", tenant));
    }

    private static String part(Map<String, Object> content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(content));
    }
}
