/** The incident runbook is carried out, word for word. */
package dev.patrol.e2e.runbook;
