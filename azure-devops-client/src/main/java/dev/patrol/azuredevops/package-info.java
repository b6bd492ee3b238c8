/**
 * A typed client of the Azure DevOps APIs for personal access tokens, token administration, audit and graph, after
 * Microsoft's documents (MicrosoftDocs/vsts-rest-api-specs). Depends on nothing of Patrol.
 *
 * <p>{@link dev.patrol.azuredevops.AzureDevOpsClient} has the calls for a user's own tokens and for the audit log, and leads
 * to {@link dev.patrol.azuredevops.TokenAdministration} and {@link dev.patrol.azuredevops.DirectoryOfUsers}; {@link
 * dev.patrol.azuredevops.AzureDevOpsException} has the ways in which they fail. All HTTP goes through one class, {@code
 * Transport}, and there through the governor of {@link dev.patrol.azuredevops.pacing}, which keeps to the rate limit.
 */
package dev.patrol.azuredevops;
