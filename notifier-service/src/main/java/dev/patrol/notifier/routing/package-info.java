/** To whom an event is told, and whether it can wait. */
package dev.patrol.notifier.routing;
