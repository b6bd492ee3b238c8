/**
 * How the services reach Azure DevOps: the settings that they share, and the client that is made of them. The notifier does
 * not, and so needs none of this.
 */
package dev.patrol.azure;
