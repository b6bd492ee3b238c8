/** The packaged audit service while instances and the broker die: nothing is lost, and nothing is told twice. */
package dev.patrol.e2e.audit;
