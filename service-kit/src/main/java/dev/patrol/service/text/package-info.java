/** Patterns over the free text that people give to tokens. */
package dev.patrol.service.text;
