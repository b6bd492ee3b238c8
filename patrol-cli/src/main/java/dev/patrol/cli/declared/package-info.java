/** Tokens as declared: what differs from the real ones, and what mends that. */
package dev.patrol.cli.declared;
