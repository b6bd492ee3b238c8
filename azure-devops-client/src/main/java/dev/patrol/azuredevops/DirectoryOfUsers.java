package dev.patrol.azuredevops;

import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An organization's users. Needs {@code vso.graph}. Every method throws {@link AzureDevOpsException}.
 *
 * <p>Source: MicrosoftDocs/vsts-rest-api-specs, graph/7.1/graph.json, api-version 7.1-preview.1.
 */
public final class DirectoryOfUsers {
    private static final String CONTINUATION_HEADER = "X-MS-ContinuationToken";

    private final URI service;
    private final Transport transport;

    DirectoryOfUsers(URI service, Transport transport) {
        this.service = service;
        this.transport = transport;
    }

    /**
     * Hands the users to the visitor, each once. When it returns, the list was read to its end.
     *
     * @param subjectTypes for example {@code aad} and {@code msa}, which leaves service identities out; empty for all
     */
    public void forEachUser(String organization, Collection<String> subjectTypes, Consumer<GraphUser> visitor) {
        Set<String> seen = new HashSet<>();
        Continuation continuation = new Continuation();
        boolean more;
        do {
            Call call = Call.of("GET", service, organization, "graph/users").with("api-version", "7.1-preview.1");
            if (!subjectTypes.isEmpty()) {
                call.with("subjectTypes", String.join(",", subjectTypes));
            }
            continuation.token().ifPresent(token -> call.with("continuationToken", token));
            Answer answer = transport.send(call);
            int before = seen.size();
            for (GraphUser user : transport.list(GraphUser.class, call, answer)) {
                if (user.descriptor() == null) {
                    throw new UnexpectedAnswer(call + ": a user has no descriptor.");
                }
                if (seen.add(user.descriptor())) {
                    visitor.accept(user);
                }
            }
            more = continuation.goesOn(
                    call, answer.headers().firstValue(CONTINUATION_HEADER).orElse(""), seen.size() > before);
        } while (more);
    }
}
