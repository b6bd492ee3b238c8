// One topic, and who may write and read it: what a Kafka ACL would say.
targetScope = 'resourceGroup'

param namespace string
param name string
param partitions int
param retention object
param senders string[]
param receivers string[]
param principals object

var dataSender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2b629674-e913-4c01-ae53-ef4638d8f975')
var dataReceiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde')

resource kafka 'Microsoft.EventHub/namespaces@2026-01-01' existing = {
  name: namespace
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2026-01-01' = {
  parent: kafka
  name: name
  properties: {
    partitionCount: partitions
    retentionDescription: retention
    // The time of a record is the one that its publisher gave it, as in Kafka; Kafka Streams needs that.
    messageTimestampDescription: {
      timestampType: 'Create'
    }
  }
}

resource write 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for service in senders: {
  name: guid(hub.id, service, dataSender)
  scope: hub
  properties: {
    roleDefinitionId: dataSender
    principalId: principals[service]
    principalType: 'ServicePrincipal'
  }
}]

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for service in receivers: {
  name: guid(hub.id, service, dataReceiver)
  scope: hub
  properties: {
    roleDefinitionId: dataReceiver
    principalId: principals[service]
    principalType: 'ServicePrincipal'
  }
}]
