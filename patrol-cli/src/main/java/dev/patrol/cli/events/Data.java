package dev.patrol.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;

/** The data of a record as its JSON Schema has it. */
public final class Data {
    private static final MessageCodec CODEC = new MessageCodec();
    private static final URI NOWHERE = URI.create("/");

    private Data() {}

    public static JsonNode of(Payload payload) {
        try {
            return Json.parse(CODEC.encode(Envelope.first(payload, NOWHERE, Instant.EPOCH))
                    .value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
