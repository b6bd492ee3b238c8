// The four services as Container Apps, two of each, with nothing open to the outside. Deployed after main.bicep, the sign-in and
// roles.bicep; docs/azure-event-hubs.md goes through it. For AKS take deploy/kubernetes in its place.
targetScope = 'resourceGroup'

type EachService = {
  scanner: string
  rotator: string
  audit: string
  notifier: string
}

@description('As in main.bicep.')
param prefix string = 'patrol'

param location string = resourceGroup().location

@description('An output of main.bicep.')
param vaultName string

@description('An output of main.bicep.')
param kafkaBootstrapServers string

@description('Client ids of the app registrations with which the services log in to Event Hubs.')
param kafkaClientIds EachService

@description('The registry that has the images, for example contoso.azurecr.io. The identities need the role AcrPull on it.')
param registry string

@description('The images\' tag. Never "latest": nobody would know what runs.')
param tag string

@description('The organizations, separated by commas.')
param organizations string

@description('Application (client) id of the app registration that the service user signs in with.')
param signInClientId string

@description('Who is told.')
param alertEmail string

param smtpHost string
param smtpPort int = 587
param smtpUser string

@description('More settings of all services, as in docs/configuration.md: { NAME: \'value\' }. Nothing secret.')
param moreSettings object = {}

var services = ['scanner', 'rotator', 'audit', 'notifier']
var tokenEndpoint = '${environment().authentication.loginEndpoint}${tenant().tenantId}/oauth2/v2.0/token'
var settings = union({
  KAFKA_BOOTSTRAP_SERVERS: kafkaBootstrapServers
  KAFKA_SECURITY_PROTOCOL: 'SASL_SSL'
  KAFKA_SASL_MECHANISM: 'OAUTHBEARER'
  KAFKA_SASL_LOGIN_CALLBACK_HANDLER_CLASS: 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler'
  KAFKA_SASL_JAAS_CONFIG: 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;'
  KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL: tokenEndpoint
  KAFKA_SASL_OAUTHBEARER_SCOPE: 'https://${split(kafkaBootstrapServers, ':')[0]}/.default'
  // Kafka's clients ask only endpoints that the JVM is told to allow.
  JAVA_TOOL_OPTIONS: '-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=${tokenEndpoint}'
  // What Event Hubs says of its topics is told, and stops no service: Bicep made them as declared.
  PATROL_TOPICS_CHECK: 'tell'
  AZURE_DEVOPS_ORG: organizations
  AZURE_DEVOPS_AUTH: 'entra-user'
  AZURE_DEVOPS_TENANT_ID: tenant().tenantId
  AZURE_DEVOPS_CLIENT_ID: signInClientId
  AZURE_DEVOPS_PERMISSIONS: 'vso.pats,vso.pats_manage,vso.auditlog'
  KEY_VAULT_URL: vault.properties.vaultUri
  ALERT_EMAIL: alertEmail
  SMTP_HOST: smtpHost
  SMTP_PORT: string(smtpPort)
  SMTP_USER: smtpUser
  PATROL_MAIL_START_TLS: 'REQUIRED'
  PATROL_DETECTION_STATE_DIRECTORY: '/var/lib/patrol/detector'
}, moreSettings)
var ofAll = [for setting in items(settings): {
  name: setting.key
  value: setting.value
}]

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for service in services: {
  name: '${prefix}-${service}'
}]

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 90
  }
}

resource surroundings 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: prefix
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource apps 'Microsoft.App/containerApps@2025-01-01' = [for (service, i) in services: {
  name: '${prefix}-${service}'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identities[i].id}': {}
    }
  }
  properties: {
    environmentId: surroundings.id
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [
        {
          server: registry
          identity: identities[i].id
        }
      ]
      secrets: concat([
        {
          name: 'kafka'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/kafka-${service}'
          identity: identities[i].id
        }
      ], service == 'notifier' ? [
        {
          name: 'smtp'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/smtp-password'
          identity: identities[i].id
        }
      ] : [])
    }
    template: {
      // Told to stop, a service lets go of its partitions and ends within 30 seconds.
      terminationGracePeriodSeconds: 45
      containers: [
        {
          name: 'service'
          image: '${registry}/patrol/${service}:${tag}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat(ofAll, [
            {
              name: 'AZURE_CLIENT_ID'
              value: identities[i].properties.clientId
            }
            {
              name: 'KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID'
              value: kafkaClientIds[service]
            }
            {
              name: 'KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET'
              secretRef: 'kafka'
            }
          ], service == 'notifier' ? [
            {
              name: 'SMTP_PASS'
              secretRef: 'smtp'
            }
          ] : [])
          probes: [
            {
              // Not /q/health/started: it waits for Kafka, and what does not start in time is killed.
              type: 'Startup'
              httpGet: {
                path: '/q/health/live'
                port: 8080
              }
              periodSeconds: 12
              timeoutSeconds: 2
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/q/health/live'
                port: 8080
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/q/health/ready'
                port: 8080
              }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
          volumeMounts: [
            {
              volumeName: 'tmp'
              mountPath: '/tmp'
            }
          ]
        }
      ]
      volumes: [
        {
          name: 'tmp'
          storageType: 'EmptyDir'
        }
      ]
      // Of scanner and notifier one works and the other stands by; the work of rotator and audit service is shared.
      scale: {
        minReplicas: 2
        maxReplicas: 2
      }
    }
  }
}]
