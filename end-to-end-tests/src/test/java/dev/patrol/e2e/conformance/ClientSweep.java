package dev.patrol.e2e.conformance;

import dev.patrol.azuredevops.AuditPage;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.GraphUser;
import dev.patrol.azuredevops.IssuedToken;
import dev.patrol.azuredevops.TokenAdministration;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.azuredevops.TokenRequest;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every operation of the client against the simulator, with all that makes the simulator answer differently. */
final class ClientSweep {
    static final List<String> HOSTILE_NAMES = List.of(
            "plain",
            "\"quoted\" 'and' `ticked`",
            "<b onload=\"x\">&amp;</b>",
            "emoji 🔑👩‍🚀",
            "two\r\nlines\tand a tab",
            "x".repeat(300));

    private final AzureSimulator azure;
    private final URI address;
    private final String organization;
    private final AzureDevOpsClient client;
    private final Instant inAMonth = Instant.now().plus(Duration.ofDays(30));

    ClientSweep(AzureSimulator azure, URI address, Credential credential) {
        this.azure = azure;
        this.address = address;
        this.organization = azure.organizations().get(0);
        this.client = new AzureDevOpsClient(new Endpoints(address, address), credential, ClientSettings.DEFAULT);
    }

    void run() {
        ownTokens();
        refusals();
        credentials();
        administration();
        directory();
        auditLog();
        rateLimit();
    }

    private void ownTokens() {
        azure.control().seedTokens(seed("many", 150));
        azure.control()
                .seedTokens(TokenSeed.of("expired", "vso.code", Instant.now().minusSeconds(60)));
        List<UUID> created = new ArrayList<>();
        for (String name : HOSTILE_NAMES) {
            created.add(create(name, false).token().authorizationId());
        }
        created.add(create("global", true).token().authorizationId());
        UUID id = created.get(0);
        client.findToken(organization, id);
        client.findToken(organization, created.get(created.size() - 1));
        client.findToken(organization, UUID.randomUUID());
        client.updateToken(organization, id, request("renamed", false));
        client.revokeToken(organization, id);
        client.revokeToken(organization, id);
        for (TokenListFilter filter : TokenListFilter.values()) {
            client.forEachToken(organization, filter, token -> {});
        }
        declined(() -> client.updateToken(organization, id, request("renamed again", false)));
        declined(() -> client.updateToken(organization, UUID.randomUUID(), request("nobody's", false)));
        declined(() -> client.revokeToken(organization, UUID.randomUUID()));
    }

    private void refusals() {
        UUID expired = azure.control()
                .seedTokens(TokenSeed.of("expired", "vso.code", Instant.now().minusSeconds(60)))
                .get(0);
        declined(() -> client.updateToken(organization, expired, request("prolonged", false)));
        declined(() -> create("", false));
        declined(() -> client.createToken(
                organization, new TokenRequest("no scope", List.of("vso.nothing"), inAMonth, false)));
        declined(() -> client.createToken(
                organization,
                new TokenRequest("too late", List.of("vso.code"), inAMonth.minus(Duration.ofDays(60)), false)));
        for (Map<String, ?> policy : List.of(
                Map.of("restrictGlobal", true),
                Map.of("disableCreation", true),
                Map.of("maximumLifespanDays", 7, "clampLifespan", false))) {
            azure.control().changePolicies(policy);
            declined(() -> create("forbidden", true));
            azure.control().resetPolicies();
        }
        azure.control().changePolicies(Map.of("maximumLifespanDays", 7));
        create("shortened", false);
        azure.control().resetPolicies();
        declined(() -> client.forEachToken("no-such-organization", TokenListFilter.ACTIVE, token -> {}));
    }

    private void credentials() {
        IssuedToken issued = create("with a life", false);
        client.authenticates(organization, issued.value());
        client.authenticates(organization, new TokenValue("dead"));
        AzureDevOpsClient dead = new AzureDevOpsClient(
                new Endpoints(address, address), Credential.pat(new TokenValue("dead")), ClientSettings.DEFAULT);
        declined(() -> dead.forEachToken(organization, TokenListFilter.ACTIVE, token -> {}));
        declined(() -> dead.createToken(organization, request("nobody's", false)));
        AzureDevOpsClient scoped = new AzureDevOpsClient(
                new Endpoints(address, address), Credential.pat(issued.value()), ClientSettings.DEFAULT);
        declined(() -> scoped.auditActions(organization, Optional.empty()));
        declined(() -> scoped.directoryOfUsers().forEachUser(organization, List.of(), user -> {}));
        declined(() -> scoped.tokenAdministration().revoke(organization, List.of(UUID.randomUUID()), ids -> {}));
        listWithoutCredential();
        azure.control().changePolicies(Map.of("deadCredentialAnswer", "REDIRECT"));
        listWithoutCredential();
        azure.control().resetPolicies();
    }

    private void administration() {
        TokenAdministration administration = client.tokenAdministration();
        azure.control().addUsers(List.of("ada@example.test"));
        List<GraphUser> users = new ArrayList<>();
        client.directoryOfUsers().forEachUser(organization, List.of("aad", "msa"), users::add);
        String ada = users.stream()
                .filter(user -> user.principalName().startsWith("ada"))
                .findFirst()
                .orElseThrow()
                .descriptor();
        azure.control().seedTokens(seed("global of ada", 1).global().withOwner("ada@example.test"));
        List<UUID> ids = azure.control().seedTokens(seed("of ada", 50).withOwner("ada@example.test"));
        administration.forEachToken(organization, ada, 20, token -> {});
        declined(() -> administration.forEachToken(organization, "aad.bm9ib2R5", 20, token -> {}));
        declined(() -> administration.forEachToken(organization, ada, 100_000, token -> {}));
        administration.revoke(organization, ids, revoked -> {});
        administration.refuse(organization, List.of("vso.wiki"), Optional.of(Instant.now()));
        administration.refuse(organization, List.of("vso.wiki", "vso.notification"), Optional.empty());
    }

    private void directory() {
        azure.control().addUsers(List.of("grace@example.test", "edsger@example.test"));
        azure.control().changePolicies(Map.of("graphPageSize", 1));
        client.directoryOfUsers().forEachUser(organization, List.of(), user -> {});
        azure.control().resetPolicies();
    }

    private void auditLog() {
        entry("PAT authorizationId: " + UUID.randomUUID(), "2001:db8::7");
        entry("", null);
        client.auditActions(organization, Optional.empty());
        client.auditActions(organization, Optional.of("Token"));
        AuditQuery query = AuditQuery.between(
                Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600), 20);
        AuditPage page = client.auditLog(organization, query);
        while (page.hasMore()) {
            page = client.auditLog(
                    organization, query.after(page.continuationToken().orElseThrow()));
        }
    }

    /** Comes last, for the client slows down after it. */
    private void rateLimit() {
        Fault blocked = Fault.status(Api.PATS_LIST, 429).withHeader("Retry-After", "1");
        azure.control().addFault(blocked.withTimes(1));
        client.forEachToken(organization, TokenListFilter.REVOKED, token -> {});
    }

    private void entry(String mechanism, String address) {
        azure.control()
                .addAuditEntry(new AuditDraft(
                        organization,
                        "Security.ModifyPermission",
                        Instant.now(),
                        0,
                        "ada@example.test",
                        null,
                        mechanism,
                        address,
                        "agent",
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of()));
    }

    private IssuedToken create(String name, boolean global) {
        return client.createToken(organization, request(name, global));
    }

    private TokenRequest request(String name, boolean global) {
        return new TokenRequest(name, List.of("vso.code", "vso.build"), inAMonth, global);
    }

    private TokenSeed seed(String name, int count) {
        return TokenSeed.of(name, "vso.code", inAMonth).withCount(count);
    }

    /** As a browser asks, which the client never does: for a page to sign in. */
    private void listWithoutCredential() {
        HttpRequest request = HttpRequest.newBuilder(
                        address.resolve("/" + organization + "/_apis/tokens/pats?api-version=7.1-preview.1"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What must not succeed: a sweep that met no refusal would not have seen how one looks. */
    private static void declined(Runnable call) {
        try {
            call.run();
        } catch (AzureDevOpsException refused) {
            return;
        }
        throw new AssertionError("The simulator took what it should have declined");
    }
}
