package dev.patrol.cli.check.azure;

import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NoCredential;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.GraphUser;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.azuredevops.UserToken;
import dev.patrol.cli.azure.Organization;
import dev.patrol.cli.azure.Organizations;
import dev.patrol.cli.azure.ServiceUser;
import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.model.topics.Service;
import dev.patrol.signin.AuthorityCheck;
import dev.patrol.signin.LifecycleCheck;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInFailure;
import dev.patrol.signin.SignInWay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one organization can be signed in to, and which of its APIs are open. */
public final class OrganizationCheck implements Check {
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);
    private static final int ONE_PAGE = 20;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration RENEWED_AHEAD = Duration.ofMinutes(10);
    /** Of Microsoft Entra and Microsoft accounts; not service identities, which have no tokens. */
    private static final List<String> PEOPLE = List.of("aad", "msa");

    private static final String SIGN_IN = "sign-in";
    private static final String KIND = "kind of credential";
    private static final String TOKENS = "PAT lifecycle";
    private static final String AUDIT = "audit log";
    private static final String USERS = "users";
    private static final String ADMINISTRATION = "token administration";

    private final Organizations organizations;
    private final String name;
    private final Set<Service> services;
    private final Clock clock;
    private volatile SignIn signIn;

    /** @param services that are to work with it */
    public OrganizationCheck(Organizations organizations, String name, Set<Service> services, Clock clock) {
        this.organizations = organizations;
        this.name = name;
        this.services = services;
        this.clock = clock;
    }

    @Override
    public String area() {
        return "Azure DevOps " + name;
    }

    @Override
    public List<String> subjects() {
        return List.of(SIGN_IN, KIND, TOKENS, AUDIT, USERS, ADMINISTRATION);
    }

    @Override
    public String whenLate() {
        boolean waitsForToken = signIn != null && !signIn.state().ready();
        return waitsForToken
                ? "It waits for an access token: look at the secret store below, AZURE_AUTHORITY_HOST, and the identity that"
                        + " this machine signs in to Azure with."
                : "Check AZURE_DEVOPS_URL, AZURE_DEVOPS_AUDIT_URL and the network.";
    }

    @Override
    public void run(Findings findings) {
        try (Organization organization = organizations.open(name)) {
            signIn = organization.signIn();
            if (!signsIn(organization, findings)) {
                return;
            }
            boolean answers = lookAtTokens(organization, findings);
            lookAtAudit(organization.client(), findings);
            if (answers) {
                lookAtOthers(organization.client(), findings);
            }
        }
    }

    /** The read that tells the kind of the credential is the first one that needs it at all. */
    private boolean signsIn(Organization organization, Findings findings) {
        try {
            if (!organization.isAccepted()) {
                findings.notOk(
                        SIGN_IN,
                        "The organization does not accept the personal access token in AZURE_DEVOPS_ADMIN_PAT: it has expired,"
                                + " was revoked, or is another organization's. Create a new one.");
                return false;
            }
            Optional<String> refusal =
                    LifecycleCheck.refusal(organization.signIn().way(), organization.client(), name);
            tellOfSignIn(organization, findings);
            refusal.or(this::missingPermissions)
                    .ifPresentOrElse(
                            sentence -> tellOfKind(findings, sentence),
                            () -> findings.ok(
                                    KIND,
                                    "AZURE_DEVOPS_AUTH="
                                            + organization.signIn().way().configured()
                                            + " is taken by the PAT lifecycle"));
            return true;
        } catch (NoCredential | NotFound e) {
            findings.notOk(SIGN_IN, e instanceof NotFound ? Said.by(e) : e.getMessage());
            return false;
        } catch (AzureDevOpsException e) {
            if (!organization.signIn().state().ready() || organization.pat().isPresent()) {
                findings.notOk(SIGN_IN, Said.by(e));
                return false;
            }
            // There is a token; it is the API that does not answer, and not all of them may be so.
            tellOfSignIn(organization, findings);
            findings.notTried(KIND, "The PAT lifecycle tells it, once that answers.");
            return true;
        }
    }

    /** An access token that is still good says nothing of where the next one comes from. */
    private void tellOfSignIn(Organization organization, Findings findings) {
        String sentence = organization.signIn().state().sentence();
        Optional<SignInFailure> problem = organization.signIn().way() == SignInWay.ENTRA_USER
                ? AuthorityCheck.problemOf(user().settings().withTimes(ANSWER, RENEWED_AHEAD, ANSWER))
                : Optional.empty();
        problem.ifPresentOrElse(
                failure -> findings.notOk(
                        SIGN_IN,
                        "There is an access token that is still good, but no other can be had: " + failure.sentence()),
                () -> findings.ok(SIGN_IN, sentence));
    }

    private Optional<String> missingPermissions() {
        return signIn.way() == SignInWay.ENTRA_USER
                ? SignInCheck.problemOfPermissions(user().settings().permissions())
                : Optional.empty();
    }

    private ServiceUser user() {
        return organizations.userOf(name).orElseThrow();
    }

    private void tellOfKind(Findings findings, String sentence) {
        if (managesTokens()) {
            findings.notOk(KIND, sentence);
        } else {
            findings.notNeeded(KIND, "Only scanner and rotator manage tokens. " + sentence);
        }
    }

    /** Returns whether Azure DevOps answers there, whatever it says. */
    private boolean lookAtTokens(Organization organization, Findings findings) {
        if (!managesTokens()) {
            findings.notNeeded(TOKENS, "Only scanner and rotator manage tokens.");
            return true;
        }
        try {
            Optional<PersonalAccessToken> any =
                    First.of(visitor -> organization.client().forEachToken(name, TokenListFilter.ACTIVE, visitor));
            findings.ok(
                    TOKENS,
                    any.isPresent() ? "tokens are listed" : "the list is empty: this user has no token here yet");
            return true;
        } catch (AzureDevOpsException e) {
            findings.notOk(TOKENS, Said.by(e));
            return !(e instanceof Unavailable);
        }
    }

    private void lookAtAudit(AzureDevOpsClient client, Findings findings) {
        if (!services.contains(Service.AUDIT)) {
            findings.notNeeded(AUDIT, "Only the audit service reads it.");
            return;
        }
        Instant now = clock.instant();
        try {
            client.auditLog(name, AuditQuery.between(now.minus(LOOK_BACK), now, ONE_PAGE));
            findings.ok(AUDIT, "can be read");
        } catch (AzureDevOpsException e) {
            findings.notOk(
                    AUDIT,
                    Said.by(e) + " The audit service needs the permission View audit log of the organization, and a"
                            + " credential with vso.auditlog.");
        }
    }

    /** What an administrator may do; Patrol rotates its own user's tokens without it. */
    private void lookAtOthers(AzureDevOpsClient client, Findings findings) {
        Optional<GraphUser> user;
        try {
            user = First.of(visitor -> client.directoryOfUsers().forEachUser(name, PEOPLE, visitor));
            findings.ok(USERS, "can be listed");
        } catch (AzureDevOpsException e) {
            findings.notNeeded(
                    USERS,
                    without("vso.graph", e)
                            + " Without it the tokens of other users can't be found, and a revocation of all reaches the"
                            + " service user's own.");
            findings.notNeeded(ADMINISTRATION, "It is looked at where the users can be listed.");
            return;
        }
        if (user.isEmpty()) {
            findings.notNeeded(ADMINISTRATION, "The organization has no user to look at.");
            return;
        }
        try {
            tokensOf(client, user.get());
            findings.ok(ADMINISTRATION, "tokens of other users can be listed");
        } catch (AzureDevOpsException e) {
            findings.notNeeded(
                    ADMINISTRATION,
                    without("vso.tokenadministration, and an administrator of the organization", e)
                            + " Without it tokens of other users can't be revoked, and many at once neither.");
        }
    }

    private static String without(String right, AzureDevOpsException failure) {
        return failure instanceof Unauthorized || failure instanceof Forbidden
                ? "Not open to this credential (" + right + ")."
                : Said.by(failure);
    }

    private Optional<UserToken> tokensOf(AzureDevOpsClient client, GraphUser user) {
        return First.of(
                visitor -> client.tokenAdministration().forEachToken(name, user.descriptor(), ONE_PAGE, visitor));
    }

    private boolean managesTokens() {
        return services.stream().anyMatch(Service::managesTokens);
    }
}
