package dev.patrol.simulator.graph;

import dev.patrol.simulator.access.Caller;
import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.ApiVersions;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import dev.patrol.simulator.tenant.UserDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The users of an organization (graph.json 7.1); the next page is told by the header {@code X-MS-ContinuationToken}. */
public final class GraphApi {

    private static final String NEXT_PAGE = "X-MS-ContinuationToken";
    private static final String SERVICE_NAME = "TeamFoundationService (TEAM FOUNDATION)";
    private static final String SERVICE_IDENTITY = "acs.c2VydmljZQ";

    private final Gate gate;
    private final UserDirectory users;
    private final PolicySwitches policies;
    private final String tenant;

    public GraphApi(Gate gate, UserDirectory users, PolicySwitches policies, String tenant) {
        this.gate = gate;
        this.users = users;
        this.policies = policies;
        this.tenant = tenant;
    }

    public ApiResponse users(ApiRequest request) {
        return gate.scoped(request, "vso.graph", (call, organization, caller) -> ApiVersions.refusal(call, false, true)
                .orElseGet(() -> users(call, organization, caller)));
    }

    private ApiResponse users(ApiRequest request, Organization organization, Caller caller) {
        Optional<List<String>> types = request.query("subjectTypes")
                .map(texts -> Arrays.asList(texts.toLowerCase(Locale.ROOT).split(",")));
        boolean everybody = types.isEmpty();
        Optional<String> after = after(request);
        if (after.isEmpty()) {
            return Envelope.badArgument("The continuation token is not valid.");
        }
        int size = policies.current().graphPageSize();
        List<Map<String, Object>> found = new ArrayList<>();
        String last = null;
        boolean more = false;
        for (User user : users.after(after.get())) {
            if (types.isPresent() && !types.get().contains(user.origin())) {
                continue;
            }
            if (found.size() == size) {
                more = true;
                break;
            }
            found.add(body(request, organization, user));
            last = user.principalName();
        }
        if (everybody && after.get().isEmpty()) {
            found.add(0, serviceIdentity(request, organization));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", found.size());
        body.put("value", found);
        ApiResponse answer = ApiResponse.json(200, body);
        return more
                ? answer.withHeader(
                        NEXT_PAGE, Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)))
                : answer;
    }

    private static Optional<String> after(ApiRequest request) {
        String token = request.query("continuationToken").orElse("");
        try {
            return Optional.of(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As in the published example, services are among the users unless {@code subjectTypes} leaves them out. */
    private static Map<String, Object> serviceIdentity(ApiRequest request, Organization organization) {
        Map<String, Object> body = links(request, organization, SERVICE_IDENTITY);
        body.put("domain", "LOCAL AUTHORITY");
        body.put("principalName", SERVICE_NAME);
        body.put("mailAddress", "");
        body.put("origin", "vsts");
        body.put("originId", "00ca946b-2fe9-4f2a-ae2f-40d5c48001bc");
        body.put("displayName", SERVICE_NAME);
        return body;
    }

    private Map<String, Object> body(ApiRequest request, Organization organization, User user) {
        Map<String, Object> body = links(request, organization, user.descriptor());
        body.put("directoryAlias", user.displayName());
        body.put("domain", user.origin().equals("aad") ? tenant : "Windows Live ID");
        body.put("principalName", user.principalName());
        body.put("mailAddress", user.principalName());
        body.put("origin", user.origin());
        body.put("originId", user.id().toString());
        body.put("displayName", user.displayName());
        return body;
    }

    private static Map<String, Object> links(ApiRequest request, Organization organization, String descriptor) {
        String root = request.origin() + "/" + organization.name() + "/_apis/Graph/";
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("self", Map.of("href", root + "Users/" + descriptor));
        links.put("memberships", Map.of("href", root + "Memberships/" + descriptor));
        links.put("membershipState", Map.of("href", root + "MembershipStates/" + descriptor));
        links.put("storageKey", Map.of("href", root + "StorageKeys/" + descriptor));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("subjectKind", "user");
        body.put("metaType", "member");
        body.put("_links", links);
        body.put("url", root + "Users/" + descriptor);
        body.put("descriptor", descriptor);
        return body;
    }
}
