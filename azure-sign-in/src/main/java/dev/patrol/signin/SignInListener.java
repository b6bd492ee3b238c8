package dev.patrol.signin;

import java.time.Instant;
import java.util.Optional;

/** Hears of what a person should know. Called on the thread that renews, in order; must not block for long. */
public interface SignInListener {
    SignInListener NONE = new SignInListener() {};

    /**
     * A person must sign in. Told once, and again only after a sign-in.
     *
     * @param worksUntil until when the access token that is still there can be used
     */
    default void mustSignIn(SignInFailure failure, Optional<Instant> worksUntil) {}

    /** There is a token, the first or after a {@link #mustSignIn}. */
    default void signedIn(String account) {}

    /** A renewal failed; it is tried again at the moment given. Told at each failure. */
    default void setback(SignInFailure failure, Instant nextTry) {}
}
