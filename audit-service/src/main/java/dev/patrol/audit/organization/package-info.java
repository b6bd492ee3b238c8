/** The client that reaches the organization whose audit log is followed. */
package dev.patrol.audit.organization;
