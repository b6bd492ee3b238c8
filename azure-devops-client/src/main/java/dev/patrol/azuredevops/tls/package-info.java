/** TLS to services of Azure that stand behind a private authority, as a proxy's or a simulator's. */
package dev.patrol.azuredevops.tls;
