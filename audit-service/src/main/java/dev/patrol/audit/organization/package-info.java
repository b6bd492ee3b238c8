/** The client that reaches the organizations whose audit logs are followed, and who Patrol is in them. */
package dev.patrol.audit.organization;
