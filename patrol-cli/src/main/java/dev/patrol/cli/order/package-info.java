/** Commands to the rotator: {@code ./patrol revoke}, {@code rotate}, {@code create} and {@code restore}. */
package dev.patrol.cli.order;
