/** What the services depend on is lost for good and made anew, as docs/operations.md says: what is known again, and from where. */
package dev.patrol.e2e.disaster;
