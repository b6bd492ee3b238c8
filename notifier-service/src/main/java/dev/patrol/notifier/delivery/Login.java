package dev.patrol.notifier.delivery;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;

/**
 * How to log in at the SMTP server.
 *
 * @param secret the password, or the access token
 * @param bearer whether it is an access token (SASL XOAUTH2)
 */
record Login(String user, String secret, boolean bearer) {
    Login {
        requireNonNull(user, "user");
        requireNonNull(secret, "secret");
    }

    void applyTo(MailConfig config) {
        config.setLogin(LoginOption.REQUIRED).setUsername(user).setPassword(secret);
        if (bearer) {
            config.setAuthMethods("XOAUTH2");
        }
    }

    @Override
    public String toString() {
        return "Login of " + user;
    }
}
