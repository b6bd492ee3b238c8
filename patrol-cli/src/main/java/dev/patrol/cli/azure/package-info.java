/** How the settings reach Azure DevOps, for a person who waits: with short deadlines. */
package dev.patrol.cli.azure;
