/** Options that several subcommands share. */
package dev.patrol.cli.options;
