/** What is being worked on, as logs and traces tell it. */
package dev.patrol.service.telemetry;
