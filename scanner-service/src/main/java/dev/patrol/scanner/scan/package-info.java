/** Scans: who asks for one, who does it, and what is said of what was found. */
package dev.patrol.scanner.scan;
