/** Starting, showing and stopping the whole stack. */
package dev.patrol.local.run;
