package dev.patrol.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.net.URI;
import java.util.Optional;

/**
 * Whether the authority is there and knows the tenant, seen by its public description (OpenID Connect Discovery 1.0). An access
 * token that is still good says nothing of that.
 */
public final class AuthorityCheck {
    private static final int OK = 200;

    private AuthorityCheck() {}

    /** What is wrong and what helps; empty where nothing is. Changes nothing, and shows no credential. */
    public static Optional<SignInFailure> problemOf(EntraUserSettings settings) {
        URI description = URI.create(Msal.authority(settings) + "v2.0/.well-known/openid-configuration");
        try {
            return problemOf(new AuthorityClient(settings).get(description));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE, "interrupted"));
        } catch (Exception onTheWay) {
            return Optional.of(Failures.of(onTheWay).failure());
        }
    }

    private static Optional<SignInFailure> problemOf(IHttpResponse answer) {
        JsonNode said = jsonOf(answer);
        if (answer.statusCode() == OK && said.hasNonNull("token_endpoint")) {
            return Optional.empty();
        }
        FailureKind kind = Failures.said(
                answer.statusCode(),
                said.path("error").asText(),
                said.path("error_description").asText());
        return Optional.of(SignInFailure.of(
                kind == FailureKind.NOT_UNDERSTOOD ? FailureKind.AUTHORITY_UNREACHABLE : kind,
                "answer " + answer.statusCode()));
    }

    private static JsonNode jsonOf(IHttpResponse answer) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            return mapper.readTree(answer.body());
        } catch (JsonProcessingException aPage) {
            return mapper.createObjectNode();
        }
    }
}
