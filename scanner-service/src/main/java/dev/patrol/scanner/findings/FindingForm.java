package dev.patrol.scanner.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** How a finding stands on its topic. It is the scanner's own affair. */
final class FindingForm {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FindingForm() {}

    static byte[] write(RememberedFinding finding) {
        try {
            return MAPPER.writeValueAsBytes(finding);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A finding can't be written as JSON", e);
        }
    }

    /** @throws IOException where somebody else wrote it */
    static RememberedFinding read(byte[] json) throws IOException {
        return MAPPER.readValue(json, RememberedFinding.class);
    }
}
