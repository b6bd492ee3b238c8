/** Tokens as they are named, described and stored; never their values. */
package dev.patrol.model.token;
