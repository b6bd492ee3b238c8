/** Calls every API of Azure DevOps that Patrol uses, reading only. */
package dev.patrol.cli.check.azure;
