/** The topic of all tokens: what is on it, and what has to be written for it to be right. */
package dev.patrol.scanner.inventory;
