/** Which live tokens belong together, and where that is not clear. */
package dev.patrol.scanner.lineages;
