package dev.patrol.simulator.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** An Azure DevOps organization. Its id follows from its name, so that it is the same in every run. */
public record Organization(String name, UUID id) {

    public static Organization named(String name) {
        String canonical = "organization/" + name.toLowerCase(Locale.ROOT);
        return new Organization(name, UUID.nameUUIDFromBytes(canonical.getBytes(StandardCharsets.UTF_8)));
    }
}
