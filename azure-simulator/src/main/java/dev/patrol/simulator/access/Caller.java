package dev.patrol.simulator.access;

import dev.patrol.simulator.pats.PatScopes;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.tenant.User;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who calls, by the credential that was shown. */
public sealed interface Caller {

    /** Id of the identity, a user's storage key. */
    UUID id();

    /** How refusals name the caller. */
    String name();

    /** How the audit log names the credential. */
    String mechanism();

    /** Whether the credential may do what needs a scope. */
    boolean may(String scope);

    /** The administrator's token from the configuration: full access, of the service user. */
    record Administrator(User user, UUID authorizationId) implements Caller {

        @Override
        public UUID id() {
            return user.id();
        }

        @Override
        public String name() {
            return user.principalName();
        }

        @Override
        public String mechanism() {
            return "PAT_Unscoped authorizationId: " + authorizationId;
        }

        @Override
        public boolean may(String scope) {
            return true;
        }
    }

    /** Somebody with a living personal access token. */
    record TokenHolder(PatToken token) implements Caller {

        @Override
        public UUID id() {
            return token.owner().id();
        }

        @Override
        public String name() {
            return token.owner().principalName();
        }

        @Override
        public String mechanism() {
            boolean unscoped = token.scopes().contains(PatScopes.FULL);
            String kind = unscoped
                    ? (token.global() ? "PAT_UnscopedGlobal" : "PAT_Unscoped")
                    : (token.global() ? "PAT_Global" : "PAT");
            return kind + " authorizationId: " + token.authorizationId();
        }

        @Override
        public boolean may(String scope) {
            return PatScopes.allow(token.scopes(), scope);
        }
    }

    /**
     * A user with a bearer token of the identity service.
     *
     * @param permissions what the user allowed the application to do; empty for everything
     */
    record SignedInUser(User user, Optional<Set<String>> permissions) implements Caller {

        @Override
        public UUID id() {
            return user.id();
        }

        @Override
        public String name() {
            return user.principalName();
        }

        @Override
        public String mechanism() {
            return "AAD";
        }

        @Override
        public boolean may(String scope) {
            return permissions.map(some -> PatScopes.allow(some, scope)).orElse(true);
        }

        /** The lifecycle wants both of its permissions, whatever the call. */
        boolean managesTokens() {
            return permissions
                    .map(some -> some.contains("vso.pats") && some.contains("vso.pats_manage"))
                    .orElse(true);
        }
    }

    /** A managed identity with a bearer token: it represents no user, so it has no tokens of its own. */
    record ServicePrincipal(UUID id) implements Caller {

        @Override
        public String name() {
            return id.toString();
        }

        @Override
        public String mechanism() {
            return "AADServicePrincipal";
        }

        @Override
        public boolean may(String scope) {
            return true;
        }
    }
}
