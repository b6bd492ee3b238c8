package dev.patrol.rotator.commands;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which commands are obeyed. */
@ConfigMapping(prefix = "patrol.commands")
public interface CommandSettings {
    /** How old a command may be when it is read. A replayed topic must not revoke a year later. */
    @Setting(expects = "a duration from 1m to 1d, for example 15m", min = 60_000, max = 86_400_000)
    @WithDefault("15m")
    Duration maxAge();

    /** By how much the clock of whoever gives a command may be ahead. */
    @Setting(expects = "a duration up to 15m, for example 1m", min = 0, max = 900_000)
    @WithDefault("1m")
    Duration clockSkew();

    /** How long a token may live that a command creates; by default 90 days, or as long as a successor where that is longer. */
    @Setting(expects = "a duration from 1d to 365d, for example 90d", min = 86_400_000L, max = 31_536_000_000L)
    Optional<Duration> longestValidity();

    /** Whether a command has to be signed by one of {@link #keys}, besides the broker's own rights; by default where there are keys. */
    @Setting(expects = "AUTO (where there are keys), REQUIRED or OFF", pattern = "AUTO|REQUIRED|OFF")
    @WithDefault("AUTO")
    String signatures();

    /** Whose signatures are taken. */
    List<Key> keys();

    /** A public key, and what whoever has the private one may ask for. */
    interface Key {
        /** As in the header {@code patrol-key-id}. */
        @Setting(expects = "a name, for example incident-tooling")
        String id();

        /** The Ed25519 key as a PEM file has it between its first and last line (SubjectPublicKeyInfo in Base64). */
        @Setting(expects = "an Ed25519 public key in Base64, as openssl pkey -pubout prints it")
        String publicKey();

        /** Names of commands, for example {@code revoke-token}. */
        @Setting(
                expects = "names of commands separated by commas: revoke-token, revoke-all, rotate-token, create-token,"
                        + " declare-token, restore")
        List<String> may();

        /** Organizations that it may ask for; all where none is given. */
        @Setting(expects = "names of organizations separated by commas")
        Optional<List<String>> organizations();
    }
}
