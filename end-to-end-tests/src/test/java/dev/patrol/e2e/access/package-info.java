/** The packaged services on a cluster that wants a login, and grants each role what it needs and nothing else. */
package dev.patrol.e2e.access;
