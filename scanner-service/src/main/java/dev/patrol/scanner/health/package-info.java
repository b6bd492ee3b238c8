/** What people ask the scanner over HTTP: how it is, and to scan now. */
package dev.patrol.scanner.health;
