package dev.patrol.rotator;

import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.rotator.secrets.KeyVaultSettings;
import dev.patrol.rotator.tokens.OrganizationSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the rotator. */
@QuarkusMain
public final class RotatorMain {
    private RotatorMain() {}

    public static void main(String... arguments) {
        Launch.run(arguments, OrganizationSettings.class, KeyVaultSettings.class, RotationSettings.class);
    }
}
