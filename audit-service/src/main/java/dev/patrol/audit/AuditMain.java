package dev.patrol.audit;

import dev.patrol.audit.organization.OrganizationSettings;
import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the audit service. */
@QuarkusMain
public final class AuditMain {
    private AuditMain() {}

    public static void main(String... arguments) {
        Launch.run(arguments, OrganizationSettings.class, ReadingSettings.class);
    }
}
