/** Who may make a service act over HTTP. */
package dev.patrol.service.http;
