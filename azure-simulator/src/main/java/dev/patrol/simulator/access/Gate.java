package dev.patrol.simulator.access;

import dev.patrol.simulator.access.Caller.Administrator;
import dev.patrol.simulator.access.Caller.ServicePrincipal;
import dev.patrol.simulator.access.Caller.SignedInUser;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.policies.DeadCredentialAnswer;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.Organizations;
import dev.patrol.simulator.tenant.User;
import java.util.Optional;
import java.util.function.BiFunction;

/** Lets into an API of Azure DevOps whom it is meant for, and answers the others as the real one does. */
public final class Gate {

    private static final String SIGN_IN_PAGE =
            "<!DOCTYPE html><html lang=\"en\"><head><title>Azure DevOps Services | Sign"
                    + " In</title></head><body>Sign in to continue.</body></html>";

    private final Organizations organizations;
    private final Authenticator authenticator;
    private final PolicySwitches policies;

    public Gate(Organizations organizations, Authenticator authenticator, PolicySwitches policies) {
        this.organizations = organizations;
        this.authenticator = authenticator;
        this.policies = policies;
    }

    /** The work of an API for a caller who has been let in. */
    @FunctionalInterface
    public interface Work {
        ApiResponse answer(ApiRequest request, Organization organization, Caller caller);
    }

    /** The work of the PAT lifecycle for the user whose tokens it manages. */
    @FunctionalInterface
    public interface UserWork {
        ApiResponse answer(ApiRequest request, Organization organization, User user, Caller caller);
    }

    /** For everybody with a living credential. */
    public ApiResponse anyone(ApiRequest request, Work work) {
        return identified(request, (organization, caller) -> work.answer(request, organization, caller));
    }

    /** For credentials of a scope, the administrator and bearer tokens. */
    public ApiResponse scoped(ApiRequest request, String scope, Work work) {
        return identified(
                request,
                (organization, caller) -> caller.may(scope)
                        ? work.answer(request, organization, caller)
                        : Envelope.notAuthorized(caller.name()));
    }

    /** For users: the administrator's token (unless the policy wants bearer tokens only) or a user's bearer token. */
    public ApiResponse users(ApiRequest request, UserWork work) {
        return identified(request, (organization, caller) -> {
            if (caller instanceof SignedInUser signedIn && signedIn.managesTokens()) {
                return work.answer(request, organization, signedIn.user(), caller);
            }
            if (caller instanceof Administrator administrator
                    && !policies.current().lifecycleRefusesPats()) {
                return work.answer(request, organization, administrator.user(), caller);
            }
            return caller instanceof ServicePrincipal ? redirect(request) : Envelope.notAuthorized(caller.name());
        });
    }

    /** The display name of the token that a request comes with, for faults and for the record. */
    Optional<String> callingToken(ApiRequest request) {
        return authenticator.token(request).map(PatToken::displayName);
    }

    private ApiResponse identified(ApiRequest request, BiFunction<Organization, Caller, ApiResponse> work) {
        Optional<Organization> organization = organizations.named(request.organization());
        if (organization.isEmpty()) {
            return Envelope.error(
                    404,
                    "HostDoesNotExistException",
                    "VS850015: The resource cannot be found: there is no organization '" + request.organization()
                            + "'.");
        }
        Optional<Caller> caller = authenticator.caller(request, organization.get());
        if (caller.isEmpty()) {
            return unauthenticated(request);
        }
        return work.apply(organization.get(), caller.get());
    }

    private ApiResponse unauthenticated(ApiRequest request) {
        boolean plain = request.header("X-TFS-FedAuthRedirect")
                .filter("Suppress"::equalsIgnoreCase)
                .isPresent();
        if (plain) {
            return Envelope.notAuthorized("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa")
                    .withHeader("WWW-Authenticate", "Basic realm=\"" + request.origin() + "/\"");
        }
        return policies.current().deadCredentialAnswer() == DeadCredentialAnswer.REDIRECT
                ? redirect(request)
                : signInPage();
    }

    /** The page that a refused credential is often answered with, under a status of success. */
    public static ApiResponse signInPage() {
        return ApiResponse.text(203, "text/html; charset=utf-8", SIGN_IN_PAGE);
    }

    private static ApiResponse redirect(ApiRequest request) {
        return ApiResponse.text(
                        302,
                        "text/html; charset=utf-8",
                        "<html><head><title>Object moved</title></head><body><h2>Object moved.</h2></body></html>")
                .withHeader("Location", request.origin() + "/_signin");
    }
}
