/** The organization whose audit log is followed, and the client that reaches it. */
package dev.patrol.audit.organization;
