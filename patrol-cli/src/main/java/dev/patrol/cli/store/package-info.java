/** The store of secrets that the settings name, for a person who waits: with short deadlines and few tries. */
package dev.patrol.cli.store;
