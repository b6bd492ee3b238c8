/**
 * A typed client of the Azure DevOps APIs for personal access tokens, token administration, audit and graph, after
 * Microsoft's documents (MicrosoftDocs/vsts-rest-api-specs). Depends on nothing of Patrol.
 *
 * <p>{@link dev.patrol.azuredevops.AzureDevOpsClient} has the calls, {@link
 * dev.patrol.azuredevops.AzureDevOpsException} the ways in which they fail. All HTTP goes through one class, {@code
 * Transport}.
 */
package dev.patrol.azuredevops;
