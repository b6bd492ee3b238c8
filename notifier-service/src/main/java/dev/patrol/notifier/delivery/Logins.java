package dev.patrol.notifier.delivery;

import java.util.Optional;

/** Knows the login that holds now. */
@FunctionalInterface
interface Logins {
    /**
     * The login; empty where the server wants none.
     *
     * @throws Undelivered.ServerAway where there is none for now
     */
    Optional<Login> current() throws Undelivered.ServerAway;
}
