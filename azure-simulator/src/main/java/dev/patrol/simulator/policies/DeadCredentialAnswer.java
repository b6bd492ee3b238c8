package dev.patrol.simulator.policies;

/** What a dead or unknown credential gets unless the request asks for a plain 401. */
public enum DeadCredentialAnswer {
    /** Status 203 with an HTML page to sign in. */
    SIGN_IN_PAGE,
    /** Status 302 to the page to sign in. */
    REDIRECT
}
