package dev.patrol.simulator.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A user of the directory that all organizations share. Ids follow from the principal name.
 *
 * @param id storage key, as {@code userId} and {@code actorUserId} carry it
 * @param descriptor subject descriptor, {@code aad.} and Base64
 */
public record User(UUID id, String descriptor, String principalName, String displayName) {

    /** Where Microsoft gives everybody an address. */
    private static final List<String> PERSONAL = List.of("@outlook.com", "@hotmail.com", "@live.com");

    /** The user of a principal name, who is displayed by the part before the {@code @}. */
    public static User of(String principalName) {
        UUID id = uuid("user/" + principalName);
        String subject = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(uuid("subject/" + principalName).toString().getBytes(StandardCharsets.UTF_8));
        int at = principalName.indexOf('@');
        return new User(id, "aad." + subject, principalName, at > 0 ? principalName.substring(0, at) : principalName);
    }

    /** {@code aad} for users of Microsoft Entra, {@code msa} for the Microsoft accounts that people make themselves. */
    public String origin() {
        String name = principalName.toLowerCase(Locale.ROOT);
        return PERSONAL.stream().anyMatch(name::endsWith) ? "msa" : "aad";
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
