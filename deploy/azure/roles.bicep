// Who may use which single secret of the vault. Deployed once the secrets are there: the sign-in, which "patrol login" writes, and
// each service's login to Event Hubs.
targetScope = 'resourceGroup'

@description('As in main.bicep.')
param prefix string = 'patrol'

@description('An output of main.bicep.')
param vaultName string

@description('AZURE_DEVOPS_SIGN_IN_SECRET, where it is another than the default.')
param signInSecret string = 'patrol-sign-in'

var services = ['scanner', 'rotator', 'audit', 'notifier']
// The rotator may write every secret.
var signedIn = ['scanner', 'audit']
var keyVaultSecretsOfficer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')
var keyVaultSecretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource signIn 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = {
  parent: vault
  name: signInSecret
}

resource logins 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = [for service in services: {
  parent: vault
  name: 'kafka-${service}'
}]

resource smtpPassword 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = {
  parent: vault
  name: 'smtp-password'
}

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for service in services: {
  name: '${prefix}-${service}'
}]

resource signedInIdentities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for service in signedIn: {
  name: '${prefix}-${service}'
}]

// Whoever renews the sign-in writes it back as a new version.
resource renew 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (service, i) in signedIn: {
  name: guid(signIn.id, service, keyVaultSecretsOfficer)
  scope: signIn
  properties: {
    roleDefinitionId: keyVaultSecretsOfficer
    principalId: signedInIdentities[i].properties.principalId
    principalType: 'ServicePrincipal'
  }
}]

resource logIn 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (service, i) in services: {
  name: guid(logins[i].id, service, keyVaultSecretsUser)
  scope: logins[i]
  properties: {
    roleDefinitionId: keyVaultSecretsUser
    principalId: identities[i].properties.principalId
    principalType: 'ServicePrincipal'
  }
}]

resource mail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(smtpPassword.id, 'notifier', keyVaultSecretsUser)
  scope: smtpPassword
  properties: {
    roleDefinitionId: keyVaultSecretsUser
    principalId: identities[3].properties.principalId
    principalType: 'ServicePrincipal'
  }
}
