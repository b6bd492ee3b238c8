package dev.patrol.notifier.health;

import dev.patrol.notifier.ServiceTest;
import dev.patrol.test.HealthContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@ServiceTest
@TestProfile(HealthContract.Alone.class)
class HealthTest extends HealthContract {}
