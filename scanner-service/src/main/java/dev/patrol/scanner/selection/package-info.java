/** Which tokens Patrol is to look after. */
package dev.patrol.scanner.selection;
