package dev.patrol.azuredevops;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that did not succeed. The type says why. Messages say what was tried, what came back and what helps; they hold no
 * credential and no token value.
 */
public abstract sealed class AzureDevOpsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AzureDevOpsException(String message) {
        super(message);
    }

    /** Whether the same call may succeed later with nothing changed. */
    public boolean isTransient() {
        return false;
    }

    /** Whether the call may have been carried out although its answer did not arrive. */
    public boolean outcomeUnknown() {
        return false;
    }

    /** The credential is dead, wrong, or of a kind that this API refuses. */
    public static final class Unauthorized extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;

        Unauthorized(String message) {
            super(message);
        }
    }

    /**
     * There is nothing to show who calls: the authority that issues access tokens is away, or a person must sign in. Thrown by
     * a {@link Credential}'s supplier. Nothing was sent, and the same call succeeds once there is a token again.
     */
    public static final class NoCredential extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;

        /** @param message why, and what helps; without secrets */
        public NoCredential(String message) {
            super(message);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The caller is known but may not do this. */
    public static final class Forbidden extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    /** Too many requests (TF400733). Nothing was carried out. */
    public static final class Throttled extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        Throttled(String message, Optional<Duration> retryAfter) {
            super(message);
            this.retryAfter = retryAfter.orElse(null);
        }

        /** How long Azure DevOps asks to wait, where it says so. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** Azure DevOps was not reached, did not answer in time, or is broken. */
    public static final class Unavailable extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;
        private final boolean outcomeUnknown;

        Unavailable(String message, boolean outcomeUnknown) {
            super(message);
            this.outcomeUnknown = outcomeUnknown;
        }

        @Override
        public boolean isTransient() {
            return true;
        }

        @Override
        public boolean outcomeUnknown() {
            return outcomeUnknown;
        }
    }

    /** There is no such organization, user or address. */
    public static final class NotFound extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;

        private final boolean saidByTheApi;

        NotFound(String message, boolean saidByTheApi) {
            super(message);
            this.saidByTheApi = saidByTheApi;
        }

        /** Whether the API itself said so of what was asked for: no page of something before it, and no missing organization. */
        public boolean saidByTheApi() {
            return saidByTheApi;
        }
    }

    /** The caller has no such token, or it is revoked already. */
    public static final class TokenUnknown extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;

        TokenUnknown(String message) {
            super(message);
        }
    }

    /** The request was understood and declined, with a reason ({@code patTokenError} in a 200). */
    public static final class Refused extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;
        private final PatTokenError error;

        Refused(String message, PatTokenError error) {
            super(message);
            this.error = error;
        }

        public PatTokenError error() {
            return error;
        }

        @Override
        public boolean isTransient() {
            return error.isTransient();
        }
    }

    /**
     * An answer that no document describes. The call may have been carried out, unless the answer's status (400 to 499) says
     * that it was not.
     */
    public static final class UnexpectedAnswer extends AzureDevOpsException {
        private static final long serialVersionUID = 1L;
        private final boolean outcomeUnknown;

        UnexpectedAnswer(String message) {
            this(message, true);
        }

        UnexpectedAnswer(String message, boolean outcomeUnknown) {
            super(message);
            this.outcomeUnknown = outcomeUnknown;
        }

        @Override
        public boolean outcomeUnknown() {
            return outcomeUnknown;
        }
    }
}
