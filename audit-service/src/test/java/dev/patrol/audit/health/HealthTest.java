package dev.patrol.audit.health;

import dev.patrol.test.AzureResource;
import dev.patrol.test.HealthContract;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(HealthContract.Alone.class)
class HealthTest extends HealthContract.WithAzure {}
