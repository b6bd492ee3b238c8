package dev.patrol.secrets;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a secret as its file has it, before it is locked.
 *
 * @param name as it was written when the secret was made
 * @param expires null where it does not
 */
record StoredVersion(
        String name,
        String version,
        String value,
        String contentType,
        boolean enabled,
        Instant created,
        Instant expires,
        Map<String, String> tags) {

    StoredVersion {
        tags = Map.copyOf(tags);
    }

    StoredVersion disabled() {
        return new StoredVersion(name, version, value, contentType, false, created, expires, tags);
    }

    StoredVersion stayingDead(StaysDead why) {
        return new StoredVersion(
                name, version, value, contentType, enabled, created, expires, SecretTags.stayingDead(tags, why));
    }

    @Override
    public String toString() {
        return "StoredVersion[" + name + "/" + version + "]";
    }
}
