package dev.patrol.simulator.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * A user of the directory that all organizations share. Ids follow from the principal name.
 *
 * @param id storage key, as {@code userId} and {@code actorUserId} carry it
 * @param descriptor subject descriptor, {@code aad.} and Base64
 */
public record User(UUID id, String descriptor, String principalName, String displayName) {

    /** The user of a principal name, who is displayed by the part before the {@code @}. */
    public static User of(String principalName) {
        UUID id = uuid("user/" + principalName);
        String subject = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(uuid("subject/" + principalName).toString().getBytes(StandardCharsets.UTF_8));
        int at = principalName.indexOf('@');
        return new User(id, "aad." + subject, principalName, at > 0 ? principalName.substring(0, at) : principalName);
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
