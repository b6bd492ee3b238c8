package dev.patrol.simulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.access.Authentications;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.audit.AuditTrail;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.calls.CallRecorder;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultRegistry;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.identity.BearerTokens;
import dev.patrol.simulator.identity.DeviceCodes;
import dev.patrol.simulator.identity.DeviceSignIn;
import dev.patrol.simulator.identity.RefreshTokens;
import dev.patrol.simulator.identity.SignInEnd;
import dev.patrol.simulator.inspection.Facts;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.inspection.TokenValueFinder;
import dev.patrol.simulator.inspection.TokenValueFinder.Finding;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.policies.Policies;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organizations;
import dev.patrol.simulator.tenant.UserDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The knobs and the facts, for use in process; {@code /_simulator/...} offers the same over HTTP. Safe for use by many
 * threads. Nonsense is refused by {@link IllegalArgumentException} with a sentence that says what would do.
 */
public final class SimulatorControl {

    private final Organizations organizations;
    private final UserDirectory users;
    private final TokenSeeder seeder;
    private final PatStore store;
    private final Facts facts;
    private final TokenValueFinder finder;
    private final FaultRegistry faults;
    private final CallRecorder calls;
    private final Authentications authentications;
    private final AuditTrail audit;
    private final PolicySwitches policies;
    private final BearerTokens bearers;
    private final DeviceCodes deviceCodes;
    private final RefreshTokens refreshTokens;

    public SimulatorControl(
            Organizations organizations,
            UserDirectory users,
            TokenSeeder seeder,
            PatStore store,
            Facts facts,
            TokenValueFinder finder,
            FaultRegistry faults,
            CallRecorder calls,
            Authentications authentications,
            AuditTrail audit,
            PolicySwitches policies,
            BearerTokens bearers,
            DeviceCodes deviceCodes,
            RefreshTokens refreshTokens) {
        this.organizations = organizations;
        this.users = users;
        this.seeder = seeder;
        this.store = store;
        this.facts = facts;
        this.finder = finder;
        this.faults = faults;
        this.calls = calls;
        this.authentications = authentications;
        this.audit = audit;
        this.policies = policies;
        this.bearers = bearers;
        this.deviceCodes = deviceCodes;
        this.refreshTokens = refreshTokens;
    }

    /** Puts tokens into an organization; gives their ids in the order of their numbers. */
    public List<UUID> seedTokens(TokenSeed seed) {
        return seeder.seed(seed);
    }

    /** Makes users known, so that the graph lists them. */
    public void addUsers(List<String> principalNames) {
        principalNames.forEach(users::named);
    }

    /** Puts a token's value into a secret as its newest version; gives the version. */
    public String keepInSecret(UUID authorizationId, String secretName) {
        return seeder.keep(authorizationId, secretName, Map.of());
    }

    /** The same with tags beside the one that names the token. */
    public String keepInSecret(UUID authorizationId, String secretName, Map<String, String> tags) {
        return seeder.keep(authorizationId, secretName, tags);
    }

    /** The same without any tags, as somebody would put it there by hand. */
    public String keepUntagged(UUID authorizationId, String secretName) {
        return seeder.keepUntagged(authorizationId, secretName);
    }

    /** When a token first authenticated; empty while it has not. */
    public Optional<Instant> firstAuthentication(UUID authorizationId) {
        return authentications.first(authorizationId);
    }

    /** The value of a token, to authenticate with in a test. In process only: no knob over HTTP gives it. */
    public Optional<Credential> valueOf(UUID authorizationId) {
        return store.find(authorizationId).map(PatToken::value);
    }

    public List<TokenFact> tokens(String organization) {
        return facts.tokens(Optional.of(organizations.existing(organization).name()));
    }

    public List<TokenFact> tokens() {
        return facts.tokens(Optional.empty());
    }

    public Optional<TokenFact> token(UUID authorizationId) {
        return facts.token(authorizationId);
    }

    public List<SecretFact> secrets() {
        return facts.secrets();
    }

    public List<SecretFact> secret(String name) {
        return facts.secret(name);
    }

    public List<String> deletedSecrets() {
        return facts.deletedSecrets();
    }

    /** Whether the latest version of a secret can be read and is the token's value. */
    public boolean secretHoldsToken(String secretName, UUID authorizationId) {
        return facts.secretHoldsToken(secretName, authorizationId);
    }

    /** The first value of a token that a text has in it, raw or in Base64. */
    public Optional<Finding> findTokenValue(String text) {
        return finder.find(text);
    }

    /** Adds a fault; gives its id. */
    public long addFault(Fault fault) {
        return faults.add(fault);
    }

    public boolean removeFault(long id) {
        return faults.remove(id);
    }

    /** Takes away all faults and latencies. */
    public void clearFaults() {
        faults.clear();
    }

    public List<FaultRegistry.Active> faults() {
        return faults.active();
    }

    /** Makes every call of an API late; 0 for no longer. */
    public void setLatency(Api api, long millis) {
        if (millis < 0 || millis > 3_600_000) {
            throw new IllegalArgumentException("'millis' must be between 0 and 3600000.");
        }
        faults.setLatency(api, millis);
    }

    public Map<String, Long> latencies() {
        return faults.latencies();
    }

    /** Puts an entry into the audit log; gives its id. */
    public String addAuditEntry(AuditDraft draft) {
        return audit.inject(organizations.existing(draft.organization()), draft);
    }

    public Policies policies() {
        return policies.current();
    }

    /** Changes the named fields of {@link Policies}, which may be any that Jackson can write. */
    public Policies changePolicies(Map<String, ?> fields) {
        return policies.change(Json.MAPPER.valueToTree(fields));
    }

    Policies changePolicies(ObjectNode fields) {
        return policies.change(fields);
    }

    /** Back to the policies of the start. */
    public void resetPolicies() {
        policies.reset();
    }

    /** Makes every bearer token invalid, as if it had expired. */
    public void expireBearerTokens() {
        bearers.revokeAll();
    }

    /** The sign-ins by device code, oldest first. */
    public List<DeviceSignIn> deviceSignIns() {
        return deviceCodes.all();
    }

    /** Signs a user in, as if the person had entered the code. */
    public void approveSignIn(String userCode, String principalName) {
        deviceCodes.approve(userCode, users.named(principalName));
    }

    /** Declines a sign-in, as the person could. */
    public void declineSignIn(String userCode) {
        deviceCodes.decline(userCode);
    }

    /** Makes all refresh tokens that a user has now good no more. */
    public void endSignIns(String principalName, SignInEnd reason) {
        refreshTokens.end(users.named(principalName), reason);
    }

    /** Whether a user may sign in, redeem refresh tokens, and use any token. */
    public void setUserDisabled(String principalName, boolean disabled) {
        refreshTokens.setDisabled(users.named(principalName), disabled);
    }

    /** Calls by API and outcome. */
    public Map<String, Map<String, Long>> callCounts() {
        return calls.counts();
    }

    public long callCount(Api api) {
        return calls.count(api);
    }

    /** Calls with side effects after a sequence number (0 for all that are remembered), oldest first. */
    public List<CallRecord> sideEffects(long afterSequence) {
        return calls.since(afterSequence);
    }

    public void forgetCalls() {
        calls.clear();
    }
}
