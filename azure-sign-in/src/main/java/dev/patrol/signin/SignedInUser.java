package dev.patrol.signin;

import java.time.Instant;

/**
 * Who signed in.
 *
 * @param name the user's principal name
 * @param accessTokenExpires of the first access token; the services renew it by themselves
 */
public record SignedInUser(String name, Instant accessTokenExpires) {}
