/**
 * How the services and the command line sign in to Azure DevOps: the settings, where a user's sign-in is kept, and what is said
 * and shown when a person must sign in again.
 */
package dev.patrol.azure.signin;
