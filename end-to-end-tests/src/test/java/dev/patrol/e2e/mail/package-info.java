/** Packaged notifiers, several at once, and what their mail server gets. */
package dev.patrol.e2e.mail;
