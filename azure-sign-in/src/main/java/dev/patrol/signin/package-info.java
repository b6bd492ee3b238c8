/**
 * Signing in to Azure DevOps: as a user, whose sign-in by device code is kept and renewed ({@link
 * dev.patrol.signin.UserSignIn}), as a workload ({@link dev.patrol.signin.IdentitySignIn}), or with a personal access token
 * ({@link dev.patrol.signin.PatSignIn}). The OAuth is Microsoft's libraries'; here is when a token is renewed, where the
 * sign-in is kept, and what a failure means to a person.
 */
package dev.patrol.signin;
