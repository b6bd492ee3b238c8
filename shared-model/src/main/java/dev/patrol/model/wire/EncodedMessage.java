package dev.patrol.model.wire;

import java.util.Map;

/** A message as a Kafka record has it: topic, key, headers and value, the texts in UTF-8. */
public record EncodedMessage(String topic, String key, Map<String, String> headers, byte[] value) {}
