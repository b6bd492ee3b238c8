package dev.patrol.signin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How it stands with the sign-in, for readiness and for people. */
public sealed interface SignInState {
    /** Whether calls to Azure DevOps can be made. */
    boolean ready();

    /** One sentence, or what happened and what helps. */
    String sentence();

    /** Whether a person must sign in, now or before the token that is still there expires. */
    default boolean mustSignIn() {
        return false;
    }

    /** The first token is being asked for. */
    record Starting() implements SignInState {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public String sentence() {
            return "The first access token for Azure DevOps is being asked for.";
        }
    }

    /**
     * All is well.
     *
     * @param until when the access token expires, which is renewed before; empty where nothing expires that is known here
     */
    record SignedIn(String account, Optional<Instant> until) implements SignInState {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public String sentence() {
            return "Calls Azure DevOps as " + account
                    + until.map(time -> "; the access token is good until " + time.truncatedTo(ChronoUnit.SECONDS)
                                    + " and is renewed before.")
                            .orElse(".");
        }
    }

    /** The token is good, but its renewal failed. */
    record Troubled(String account, Instant until, SignInFailure failure) implements SignInState {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public String sentence() {
            return "Calls Azure DevOps as " + account + ", but only until " + until.truncatedTo(ChronoUnit.SECONDS)
                    + ": " + failure.sentence();
        }

        @Override
        public boolean mustSignIn() {
            return failure.kind().needsSignIn();
        }
    }

    /** There is no good token. */
    record Without(SignInFailure failure, Instant since) implements SignInState {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public String sentence() {
            return failure.sentence();
        }

        @Override
        public boolean mustSignIn() {
            return failure.kind().needsSignIn();
        }
    }
}
