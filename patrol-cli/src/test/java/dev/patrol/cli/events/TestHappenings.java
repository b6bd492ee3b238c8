package dev.patrol.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.Tokens;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records that no codec of today writes. */
final class TestHappenings {
    private TestHappenings() {}

    /** Of a type that may come one day. */
    static Happening unknown(String value) {
        return of(
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "1",
                        "ce_source", "/patrol/smelter",
                        "ce_type", "dev.patrol.token.melted.v1",
                        "ce_subject", "contoso/\u001B[31mdeploy",
                        "ce_time", "2026-11-23T07:00:00+01:00"),
                value.getBytes(UTF_8));
    }

    static Happening of(Map<String, String> headers, byte[] value) {
        return new Happening(
                "patrol.token-melted", OptionalInt.of(3), OptionalLong.of(7), Tokens.NOW, "key", headers, value);
    }
}
