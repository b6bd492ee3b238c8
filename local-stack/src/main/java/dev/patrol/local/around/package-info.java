/** What is around services that run elsewhere, in containers: a simulated Azure, dependents, a thief. */
package dev.patrol.local.around;
