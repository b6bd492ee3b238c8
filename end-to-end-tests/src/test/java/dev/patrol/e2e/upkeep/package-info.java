/** What keeps the repository in order: updates of libraries, and pages that lead to where they say. */
package dev.patrol.e2e.upkeep;
