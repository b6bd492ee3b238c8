package dev.patrol.model.token;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/** Where a token's value was stored. */
public record SecretVersion(
        @JsonProperty(required = true) URI vault,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version) {
    public SecretVersion {
        requireNonNull(vault, "vault");
        requireNonNull(name, "name");
        requireNonNull(version, "version");
    }
}
