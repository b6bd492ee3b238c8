// What Patrol needs in Azure: a vault, an identity for each service, and an Event Hubs namespace that plays Kafka, with the topics
// and rights of the contract. docs/azure-event-hubs.md goes through it. Nothing here is secret, and nothing secret comes out.
targetScope = 'resourceGroup'

type EachService = {
  scanner: string
  rotator: string
  audit: string
  notifier: string
}

@description('Begins the names of what is made.')
@minLength(3)
@maxLength(10)
param prefix string = 'patrol'

@description('Where it is made.')
param location string = resourceGroup().location

@description('Object ids of the service principals (not of the app registrations) with which the services log in to Event Hubs.')
param kafkaPrincipals EachService

@description('Of the Premium tier. One has room for 200 partitions and 100 event hubs; Patrol has 271 and 29.')
@allowed([2, 4, 6, 8, 10, 12, 16])
param processingUnits int = 2

@description('Issuer of the tokens of a Kubernetes cluster (az aks show --query oidcIssuerProfile.issuerUrl) whose pods are to use the identities. None where the services run as Container Apps.')
param clusterIssuer string = ''

@description('Namespace of the services in that cluster.')
param clusterNamespace string = 'patrol'

var services = ['scanner', 'rotator', 'audit', 'notifier']
var hubs = loadJsonContent('hubs.json')
var unique = uniqueString(resourceGroup().id)
var keyVaultReader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '21090545-7ca7-4776-b22c-e363652d74d2')
var keyVaultSecretsOfficer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for service in services: {
  name: '${prefix}-${service}'
  location: location
}]

// In a cluster the notifier takes all that it needs from Kubernetes, and is nobody in Azure.
resource trust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = [for (service, i) in services: if (!empty(clusterIssuer) && service != 'notifier') {
  parent: identities[i]
  name: 'kubernetes'
  properties: {
    issuer: clusterIssuer
    subject: 'system:serviceaccount:${clusterNamespace}:patrol-${service}'
    audiences: ['api://AzureADTokenExchange']
  }
}]

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: take('${prefix}-${unique}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

// Writes the tokens, and the renewed sign-in. What the others may is on single secrets: roles.bicep.
resource rotatorWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, prefix, 'rotator', keyVaultSecretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: keyVaultSecretsOfficer
    principalId: identities[1].properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Looks which secrets are old, and reads none.
resource scannerLists 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, prefix, 'scanner', keyVaultReader)
  scope: vault
  properties: {
    roleDefinitionId: keyVaultReader
    principalId: identities[0].properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource kafka 'Microsoft.EventHub/namespaces@2026-01-01' = {
  name: '${prefix}-${unique}'
  location: location
  sku: {
    name: 'Premium'
    tier: 'Premium'
    capacity: processingUnits
  }
  properties: {
    // Logins are those of Microsoft Entra; a connection string would reach every event hub.
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

@batchSize(4)
module topics 'hub.bicep' = [for hub in hubs: {
  name: 'hub-${hub.name}'
  params: {
    namespace: kafka.name
    name: hub.name
    partitions: hub.partitions
    retention: hub.retention
    senders: hub.senders
    receivers: hub.receivers
    principals: kafkaPrincipals
  }
}]

output vaultName string = vault.name
output vaultUrl string = vault.properties.vaultUri
output kafkaBootstrapServers string = '${kafka.name}.servicebus.windows.net:9093'
output identityClientIds EachService = {
  scanner: identities[0].properties.clientId
  rotator: identities[1].properties.clientId
  audit: identities[2].properties.clientId
  notifier: identities[3].properties.clientId
}
