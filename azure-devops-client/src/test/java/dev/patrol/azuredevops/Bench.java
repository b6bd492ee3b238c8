package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.pacing.Pacing;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** A server that answers as told, and clients of it. */
final class Bench {
    static final String ORGANIZATION = "fabrikam";
    static final String PATS = "/fabrikam/_apis/tokens/pats";
    /** A continuation token that no page had before; with WireMock's response templates. */
    static final String NEVER_THE_SAME = "{{randomValue length=32 type='ALPHANUMERIC'}}";

    static final UUID ID = UUID.fromString("3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32");
    static final TokenValue ADMIN = new TokenValue("a".repeat(52) + "JQQJ99" + "b".repeat(18) + "AZDO" + "cdef");

    private Bench() {}

    static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(options().dynamicPort().http2PlainDisabled(true))
                .build();
    }

    static AzureDevOpsClient clientOf(WireMockExtension server) {
        return clientAt(URI.create(server.baseUrl()), Duration.ofSeconds(20));
    }

    static AzureDevOpsClient clientAt(URI address, Duration patience) {
        return new AzureDevOpsClient(
                new Endpoints(address, address),
                Credential.pat(ADMIN),
                ClientSettings.DEFAULT.withTimeouts(patience, patience).withPacing(Pacing.DEFAULT, Duration.ZERO));
    }

    static ResponseDefinitionBuilder json(String body) {
        return answer(200, body);
    }

    static ResponseDefinitionBuilder answer(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8; api-version=7.1-preview.1")
                .withBody(json);
    }

    static String token(UUID authorizationId) {
        return """
                {"displayName": "deploy", "validTo": "2026-12-01T23:46:23.32Z", "scope": "vso.code vso.build",
                 "targetAccounts": ["38aaa865-2c70-4bf7-a308-0c6539c38c1a"], "validFrom": "2026-11-02T22:56:52.1033333Z",
                 "authorizationId": "%s", "token": null}""".formatted(authorizationId);
    }
}
