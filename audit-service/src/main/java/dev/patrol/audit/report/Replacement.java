package dev.patrol.audit.report;

import dev.patrol.model.token.Token;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What could replace a token, by its scopes, its owner and its use. Only what Microsoft's documents say is possible
 * (MicrosoftDocs/azure-devops-docs); the file is named with each. Where several fit, the first is the advice.
 */
enum Replacement {
    /** {@code pipelines/agents/service-principal-agent-registration.md}, {@code pipelines/agents/agent-authentication-options.md}. */
    AGENT_REGISTRATION(
            "Agents (3.227.1 or later) can be registered with a service principal; the credential is needed at registration only.",
            candidate -> candidate.use().isByAgent() || candidate.hasScope("vso.agentpools", "vso.machinegroup")),

    /**
     * {@code integrate/get-started/authentication/service-principal-managed-identity.md}, "Can I use a service principal to connect
     * to feeds?".
     */
    FEED(
            "Feeds can be reached as a managed identity or service principal that has a role on them, for example with the Azure"
                    + " Artifacts Credential Provider.",
            candidate -> candidate.hasScope("vso.packaging")),

    /** The same file, "Can I use a service principal to publish extensions to the Visual Studio Marketplace?". */
    MARKETPLACE(
            "Extensions can be published as a service principal that is a member of the publisher.",
            candidate -> candidate.hasScope("vso.gallery_publish", "vso.gallery_manage")),

    /** {@code pipelines/library/add-devops-entra-service-connection.md}. */
    SERVICE_CONNECTION(
            "In a pipeline, a service connection of the type Azure DevOps (workload identity federation) does the same without a"
                    + " secret.",
            candidate -> candidate.hasScope("vso.build", "vso.release", "vso.pipelineresources")),

    /** {@code integrate/get-started/authentication/authentication-guidance.md}, what runs without a user. */
    PROGRAM(
            "A program uses it: as a managed identity or service principal it would work with Microsoft Entra tokens, which live for"
                    + " an hour.",
            candidate -> candidate.use().isByProgram()),

    /**
     * {@code integrate/get-started/authentication/service-principal-managed-identity.md}, "Why should I use a service principal or a
     * managed identity instead of a PAT?".
     */
    SERVICE_ACCOUNT(
            "It belongs to a service account, whose work a managed identity or service principal can do with Microsoft Entra tokens,"
                    + " which live for an hour.",
            Candidate::isOfServiceAccount);

    private final String sentence;
    private final Predicate<Candidate> fits;

    Replacement(String sentence, Predicate<Candidate> fits) {
        this.sentence = sentence;
        this.fits = fits;
    }

    /**
     * The advice for a token.
     *
     * @param isServiceAccount whether an owner is one
     * @return empty where a person seems to use it, or where only a user's token will do
     */
    static Optional<Replacement> of(Token token, Use use, Predicate<String> isServiceAccount) {
        Candidate candidate = new Candidate(token, use, token.owner() != null && isServiceAccount.test(token.owner()));
        return candidate.isForUsersOnly()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(replacement -> replacement.fits.test(candidate))
                        .findFirst();
    }

    /** One sentence for people. */
    String sentence() {
        return sentence;
    }

    private record Candidate(Token token, Use use, boolean isOfServiceAccount) {
        /**
         * Service principals and managed identities can't create or manage tokens ({@code
         * organizations/accounts/manage-personal-access-tokens-via-api.md}); for the administration of tokens no document says that
         * they can.
         */
        boolean isForUsersOnly() {
            return hasScope("vso.pats", "vso.tokens", "vso.tokenadministration");
        }

        /** Whether it has one of these scopes, or one of their families ({@code vso.build_execute}). */
        boolean hasScope(String... wanted) {
            return token.scopes().stream().anyMatch(scope -> Stream.of(wanted)
                    .anyMatch(family -> scope.equals(family) || scope.startsWith(family + "_")));
        }
    }
}
